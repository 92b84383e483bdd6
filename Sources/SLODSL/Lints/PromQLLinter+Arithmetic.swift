/// Ratios, guards and units.
extension PromQLLinter {
  mutating func lintArithmetic() {}
}
