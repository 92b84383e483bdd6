/// Ranges, steps and offsets.
extension PromQLLinter {
  mutating func lintTime() {}
}
