extension DiagnosticPage {
  /// Code generation.
  static let generation: [DiagnosticPage] = [
    DiagnosticPage(.SLO5001, "generated expression does not parse")
  ]
}
