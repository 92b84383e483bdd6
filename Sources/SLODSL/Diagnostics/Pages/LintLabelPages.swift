extension DiagnosticPage {
  /// Labels, matching and aggregation in PromQL.
  static let promQLLabels: [DiagnosticPage] = []
}
