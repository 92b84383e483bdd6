extension DiagnosticPage {
  /// PromQL.
  static let promQL: [DiagnosticPage] = [
    DiagnosticPage(.SLO3001, "PromQL does not parse"),
    DiagnosticPage(.SLO3002, "PromQL of the wrong type"),
    DiagnosticPage(.SLO3003, "window missing or misplaced"),
    DiagnosticPage(.SLO3004, "count of unknown scale"),
    DiagnosticPage(.SLO3005, "labels of PromQL"),
    DiagnosticPage(.SLO3006, "interpolation that does not fit"),
    DiagnosticPage(.SLO3007, "PromQL of another version"),
    DiagnosticPage(.SLO3008, "PromQL against the catalog"),
  ]
}
