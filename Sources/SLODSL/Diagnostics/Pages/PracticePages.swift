extension DiagnosticPage {
  /// SLO practice.
  static let practice: [DiagnosticPage] = [
    DiagnosticPage(.SLO4001, "unchecked indicator", .note),
    DiagnosticPage(.SLO4002, "retention shorter than the period", .warning),
    DiagnosticPage(.SLO4003, "policy lowered to fit", .note),
    DiagnosticPage(.SLO4004, "factor raised to one", .note),
    DiagnosticPage(.SLO4005, "value named like its label", .warning),
    DiagnosticPage(.SLO4006, "two halves or a part", .warning),
    DiagnosticPage(.SLO4007, "range beyond its domain", .warning),
    DiagnosticPage(.SLO4008, "escapes in PromQL", .warning),
  ]
}
