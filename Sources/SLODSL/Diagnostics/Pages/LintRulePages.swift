extension DiagnosticPage {
  /// Rules.
  static let promQLRules: [DiagnosticPage] = []
}
