package import SLODSL

/// A YAML document as a value: what it says, not how it is quoted.
///
/// Comments are part of the tree. Keys keep their order, which is the order in the file.
package indirect enum YAML: Hashable, Sendable {
  /// Any text at all; the writer quotes it so that every reader gets the same text back.
  case text(String)
  case number(ExactNumber)
  case boolean(Bool)
  case list([Item])
  case map([Entry])
  /// A map on one line, `{a: b}`, where it fits; below each other otherwise. Without comments.
  case inline([Entry])
  /// A list on one line, `[a, b]`, where it fits; below each other otherwise. Without comments.
  case inlineList([YAML])

  /// A key, its value and the comment above them.
  package struct Entry: Hashable, Sendable {
    package let comments: [String]
    package let key: String
    package let value: YAML

    package init(_ key: String, _ value: YAML, comments: [String] = []) {
      self.comments = comments
      self.key = key
      self.value = value
    }
  }

  /// An element of a list and the comment above it.
  package struct Item: Hashable, Sendable {
    package let comments: [String]
    package let value: YAML

    package init(_ value: YAML, comments: [String] = []) {
      self.comments = comments
      self.value = value
    }
  }

  /// The lines of a comment.
  package static func lines(of comment: String) -> [String] {
    comment.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A map written as a picture of itself: `.map { "alert" => name }`.
  package static func map(@YAMLMapBuilder _ entries: () -> [Entry]) -> YAML {
    .map(entries())
  }

  /// A map on one line where it fits.
  package static func inline(@YAMLMapBuilder _ entries: () -> [Entry]) -> YAML {
    .inline(entries())
  }
}

extension YAML: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) {
    self = .text(text)
  }
}

infix operator => : AssignmentPrecedence

/// An entry: `key: value`.
package func => (key: String, value: YAML) -> YAML.Entry {
  YAML.Entry(key, value)
}

/// `key: value` with text.
package func => (key: String, value: String) -> YAML.Entry {
  YAML.Entry(key, .text(value))
}

/// Collects the entries of a map; `if` and `for` leave entries out and add them.
@resultBuilder
package enum YAMLMapBuilder {
  package static func buildExpression(_ entry: YAML.Entry) -> [YAML.Entry] { [entry] }
  package static func buildExpression(_ entries: [YAML.Entry]) -> [YAML.Entry] { entries }
  package static func buildBlock(_ parts: [YAML.Entry]...) -> [YAML.Entry] { parts.flatMap(\.self) }
  package static func buildOptional(_ part: [YAML.Entry]?) -> [YAML.Entry] { part ?? [] }
  package static func buildEither(first part: [YAML.Entry]) -> [YAML.Entry] { part }
  package static func buildEither(second part: [YAML.Entry]) -> [YAML.Entry] { part }
  package static func buildArray(_ parts: [[YAML.Entry]]) -> [YAML.Entry] { parts.flatMap(\.self) }
}
