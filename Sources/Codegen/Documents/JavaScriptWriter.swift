import SLODSL

/// Writes JavaScript modules (ECMAScript 2015 and later) in UTF-8.
///
/// A constant reads back as the same JSON. Nothing of an author's ends a literal or a comment, and
/// no program on the way takes part of it for its own: neither HTML (`</script>`), nor what fills
/// in `${…}` and `{{…}}`, nor an editor that obeys marks for the direction of text.
package enum JavaScriptWriter {
  private static let width = 100

  package static func document(_ module: JavaScript) -> [UInt8] {
    let parts = module.parts.map { part in
      switch part {
      case .comment(let lines): lines.map(comment).joined(separator: "\n")
      case .constant(let name, let value):
        "const \(name) = " + text(of: value, indent: 0, column: 9 + name.utf8.count) + ";"
      case .program(let program): program.text
      }
    }
    return Array((parts.joined(separator: "\n\n") + "\n").utf8)
  }

  private static func comment(_ line: String) -> String {
    line.isEmpty ? "//" : "// " + pieces(of: line, harmless)
  }

  // MARK: Values

  /// On one line where it fits, else an element a line.
  private static func text(of value: JSON, indent: Int, column: Int) -> String {
    let line = inline(value)
    guard column + line.utf8.count > width else { return line }
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch value {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { element in
        inner + text(of: element, indent: indent + 2, column: indent + 3)
      }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        let name = key(member.name) + ": "
        let column = indent + 3 + name.utf8.count
        return inner + name + text(of: member.value, indent: indent + 2, column: column)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    default: return line
    }
  }

  private static func inline(_ value: JSON) -> String {
    switch value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.decimalText
    case .text(let text): quoted(text)
    case .array(let elements): "[" + elements.map(inline).joined(separator: ", ") + "]"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ "
          + members.map { key($0.name) + ": " + inline($0.value) }.joined(separator: ", ") + " }"
    }
  }

  /// In a literal, `"__proto__": …` would set the prototype; a computed name is a name.
  private static func key(_ name: String) -> String {
    name == "__proto__" ? "[\(quoted(name))]" : quoted(name)
  }

  private static func quoted(_ text: String) -> String {
    let pieces = pieces(of: text) { scalar, previous in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: harmless(scalar, behind: previous)
      }
    }
    return "\"" + pieces + "\""
  }

  private static func pieces(
    of text: String,
    _ piece: (_ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?) -> String
  ) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      result += piece(scalar, previous)
      previous = scalar
    }
    return result
  }

  /// A scalar that belongs to nobody's mark-up together with the one before it.
  private static func harmless(
    _ scalar: Unicode.Scalar,
    behind previous: Unicode.Scalar?
  ) -> String {
    switch (previous, scalar) {
    case ("<", "/"), ("<", "!"), ("*", "/"), ("/", "*"), ("$", "{"), ("{", "{"), ("%", "{"):
      escape(scalar)
    default: plain(scalar) ?? escape(scalar)
    }
  }

  /// The scalar itself, unless it ends lines, commands something or is not seen.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: nil
    default: String(scalar)
    }
  }

  /// `\u2028`, twice for what lies beyond 16 bits.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }.joined()
  }
}
