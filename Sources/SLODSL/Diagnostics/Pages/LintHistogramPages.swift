extension DiagnosticPage {
  /// PromQL over histograms.
  static let promQLHistograms: [DiagnosticPage] = []
}
