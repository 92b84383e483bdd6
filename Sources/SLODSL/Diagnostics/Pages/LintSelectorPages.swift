extension DiagnosticPage {
  /// PromQL that selects something else than it says.
  static let promQLSelectors: [DiagnosticPage] = []
}
