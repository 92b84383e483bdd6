extension DiagnosticPage {
  /// Time in PromQL.
  static let promQLTime: [DiagnosticPage] = []
}
