/// Matchers and regular expressions.
extension PromQLLinter {
  mutating func lintSelectors() {}
}
