/// Counters, gauges, histograms and summaries, and the functions that suit them.
extension PromQLLinter {
  mutating func lintKinds() {}
}
