/// Literals, parameters and precedence: traps of the language itself.
extension PromQLLinter {
  mutating func lintStructure() {}
}
