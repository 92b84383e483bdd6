extension DiagnosticPage {
  /// Names.
  static let names: [DiagnosticPage] = [
    DiagnosticPage(.SLO1001, "unknown name"),
    DiagnosticPage(.SLO1002, "unknown metric"),
    DiagnosticPage(.SLO1003, "unknown label"),
    DiagnosticPage(.SLO1004, "declared twice"),
    DiagnosticPage(.SLO1005, "not imported"),
    DiagnosticPage(.SLO1006, "circular definition"),
    DiagnosticPage(.SLO1007, "unknown setting"),
    DiagnosticPage(.SLO1008, "setting given twice"),
    DiagnosticPage(.SLO1009, "unknown declaration"),
    DiagnosticPage(.SLO1010, "invalid name"),
    DiagnosticPage(.SLO1011, "identity used twice"),
    DiagnosticPage(.SLO1012, "overrides nothing"),
    DiagnosticPage(.SLO1013, "reserved label"),
    DiagnosticPage(.SLO1014, "unknown import"),
    DiagnosticPage(.SLO1015, "input without a value"),
    DiagnosticPage(.SLO1016, "misplaced declaration"),
    DiagnosticPage(.SLO1017, "unknown word"),
    DiagnosticPage(.SLO1018, "wrong arguments"),
    DiagnosticPage(.SLO1019, "second project"),
    DiagnosticPage(.SLO1020, "listed twice"),
    DiagnosticPage(.SLO1021, "unknown type"),
  ]
}
