/// Buckets and quantiles.
extension PromQLLinter {
  mutating func lintHistograms() {}
}
