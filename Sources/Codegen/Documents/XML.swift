package import SLODSL

/// An XML document as a value: what it says, not how it is escaped.
///
/// Attributes keep their order. Names of elements and attributes are the program's own words; text
/// may be anything.
package indirect enum XML: Hashable, Sendable {
  case element(String, [Attribute], [XML])
  case text(String)

  /// A name and its value.
  package struct Attribute: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value.text
    }
  }

  /// What attributes are given: text or a number.
  package struct Value: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral
  {
    fileprivate let text: String

    package init(_ text: String) { self.text = text }
    package init(_ number: ExactNumber) { text = number.decimalText }
    package init(stringLiteral text: String) { self.text = text }
    package init(integerLiteral value: Int) { text = String(value) }
  }

  package static func element(
    _ name: String,
    _ attributes: KeyValuePairs<String, Value>,
    _ children: [XML] = []
  ) -> XML {
    .element(name, attributes.map { Attribute($0.key, $0.value) }, children)
  }

  /// An element that holds text and nothing else.
  package static func element(
    _ name: String,
    _ attributes: KeyValuePairs<String, Value>,
    text: String
  ) -> XML {
    element(name, attributes, [.text(text)])
  }
}
