import SLODSL

/// A program of Go's text/template as a tree: what it prints and when, not where braces stand.
package indirect enum GoTemplateTree: Hashable, Sendable {
  /// Printed as it is.
  case text(String)
  case value(GoTemplateExpression)
  case when(GoTemplateExpression, [GoTemplateTree], otherwise: [GoTemplateTree] = [])
  /// For each element, which is the dot inside.
  case each(GoTemplateExpression, [GoTemplateTree])
  /// Only where the value is not empty; it is the dot inside.
  case with(GoTemplateExpression, [GoTemplateTree])
  /// Another template by its name; the value is its dot.
  case use(String, GoTemplateExpression)
}

extension GoTemplateTree: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}

/// A value in an action.
package indirect enum GoTemplateExpression: Hashable, Sendable {
  /// `.`, `.Labels.severity`, `$.ExternalURL`
  case path(String)
  case string(String)
  case integer(Int)
  /// A function with its arguments.
  case call(String, [GoTemplateExpression])

  package static let dot = Self.path(".")

  package static func equal(_ path: String, _ value: String) -> Self {
    .call("eq", [.path(path), .string(value)])
  }

  /// With every match of a regular expression replaced; `$1` is its first group.
  package func replacing(_ pattern: String, with replacement: String) -> Self {
    .call("reReplaceAll", [.string(pattern), .string(replacement), self])
  }
}

/// A template with a name, as other programs call it.
package struct GoTemplateDefinition: Hashable, Sendable {
  package let name: String
  package let comment: String
  package let body: [GoTemplateTree]

  package init(_ name: String, _ comment: String, _ body: [GoTemplateTree]) {
    self.name = name
    self.comment = comment
    self.body = body
  }
}

/// Writes trees as text/template and html/template read them.
package enum GoTemplateWriter {
  package static func text(of trees: [GoTemplateTree]) -> String {
    trees.map(text).joined()
  }

  /// A file of definitions.
  package static func document(_ definitions: [GoTemplateDefinition], header: String) -> [UInt8] {
    let parts = definitions.map { definition in
      let body = text(of: definition.body)
      // The marks would take blanks at the ends of the body with them.
      let isTrimmed = body.utf8.first.map { $0 > 0x20 } ?? false && body.utf8.last ?? 0 > 0x20
      let start = "{{ define \(string(definition.name)) "
      return comment(definition.comment) + "\n"
        + (isTrimmed ? "\(start)-}}\n\(body)\n{{- end }}" : "\(start)}}\(body){{ end }}")
    }
    return Array(([comment(header)] + parts).map { $0 + "\n" }.joined(separator: "\n").utf8)
  }

  private static func text(of tree: GoTemplateTree) -> String {
    switch tree {
    case .text(let text): GoTemplateText.literal(text)
    case .value(let value): action(text(of: value))
    case .when(let condition, let trees, let otherwise):
      action("if " + text(of: condition)) + text(of: trees) + rest(otherwise) + action("end")
    case .each(let list, let trees):
      action("range " + text(of: list)) + text(of: trees) + action("end")
    case .with(let value, let trees):
      action("with " + text(of: value)) + text(of: trees) + action("end")
    case .use(let name, let value): action("template \(string(name)) \(text(of: value))")
    }
  }

  /// What stands between `if` and `end`: a condition right behind `else` needs no end of its own.
  private static func rest(_ otherwise: [GoTemplateTree]) -> String {
    if otherwise.isEmpty { return "" }
    guard case .when(let condition, let trees, let last) = otherwise[0], otherwise.count == 1 else {
      return action("else") + text(of: otherwise)
    }
    return action("else if " + text(of: condition)) + text(of: trees) + rest(last)
  }

  private static func action(_ text: String) -> String { "{{ " + text + " }}" }

  private static func comment(_ text: String) -> String {
    "{{- /* " + text.withEvery("*/", replacedBy: "* /") + " */ -}}"
  }

  private static func text(of value: GoTemplateExpression) -> String {
    switch value {
    case .path(let path): path
    case .string(let text): string(text)
    case .integer(let number): String(number)
    case .call(let function, let arguments):
      function + arguments.map { " " + argument($0) }.joined()
    }
  }

  private static func argument(_ value: GoTemplateExpression) -> String {
    if case .call = value { "(" + text(of: value) + ")" } else { text(of: value) }
  }

  /// Between backquotes, where nothing is escaped, or as Go's string.
  private static func string(_ text: String) -> String {
    let isRaw =
      text.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "`") && $0 != 0x7F }
    return isRaw ? "`" + text + "`" : PromQLExpression.string(text).writtenLine
  }
}
