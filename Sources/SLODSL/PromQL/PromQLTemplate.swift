/// PromQL in which another program puts values for `$name` before a server reads it, as Grafana
/// does.
///
/// Whatever an author wrote keeps its meaning: outside of matchers that are variables, no `$` and
/// no `[[` is left for the other program to find.
package struct PromQLTemplate: Sendable {
  /// What stands for `\(window)` and for the range that the other program chooses:
  /// `$__rate_interval`.
  let window: String
  /// The names of variables.
  ///
  /// `route=~"$route"` is one: as an expression it could match nothing, since text cannot go on
  /// behind its end.
  let variables: Set<String>

  package init(window: String, variables: Set<String>) {
    self.window = window
    self.variables = variables
  }

  /// The text of an expression on one line, windows in days.
  package func text(of expression: PromQLExpression) -> String {
    var printer = PromQLPrinter(durations: .inDays, template: self)
    printer.append(expression)
    return printer.text
  }

  /// `route=~"$route"` as it stands, any other matcher without a dollar.
  func text(of matcher: LabelMatcher) -> String {
    guard !isVariable(matcher) else { return matcher.text }
    let name = PromQLText.isLabelName(matcher.label.utf8)
    return (name ? matcher.label : quoted(matcher.labelBytes)) + matcher.operator.rawValue
      + quoted(matcher.valueBytes)
  }

  /// The label of a grouping.
  func text(ofLabel label: String) -> String {
    let text = PromQLText.groupingLabel(label)
    return text.utf8.first == UInt8(ascii: "\"") ? quoted(Array(label.utf8)) : text
  }

  private func isVariable(_ matcher: LabelMatcher) -> Bool {
    matcher.operator == .matches && matcher.value.utf8.first == UInt8(ascii: "$")
      && variables.contains(String(matcher.value.dropFirst()))
  }

  /// A string literal with escapes for what begins a variable: `$`, and `[` behind `[`.
  func quoted(_ bytes: [UInt8]) -> String {
    var text = ""
    for scalar in PromQLText.quoted(bytes).unicodeScalars {
      switch scalar {
      case "$": text += "\\x24"
      case "[" where text.unicodeScalars.last == "[": text += "\\x5b"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
