/// Label sets: grouping, matching and joining.
extension PromQLLinter {
  mutating func lintLabels() {}
}
