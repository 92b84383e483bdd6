extension DiagnosticPage {
  /// PromQL whose structure is a trap.
  static let promQLStructure: [DiagnosticPage] = []
}
