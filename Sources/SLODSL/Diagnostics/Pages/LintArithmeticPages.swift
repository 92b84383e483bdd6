extension DiagnosticPage {
  /// Arithmetic and ratios in PromQL.
  static let promQLArithmetic: [DiagnosticPage] = []
}
