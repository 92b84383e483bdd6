extension DiagnosticPage {
  /// PromQL against the kinds of metrics.
  static let promQLKinds: [DiagnosticPage] = []
}
