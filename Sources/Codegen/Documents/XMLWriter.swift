/// Writes XML 1.0 in UTF-8, and HTML.
///
/// Elements stand on lines of their own, indented by their depth, unless a neighbour is text, where
/// blanks would mean something. Characters that XML cannot hold become U+FFFD.
package enum XMLWriter {
  package static func document(_ root: XML) -> [UInt8] {
    var sink = ByteSink()
    sink.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    sink.endLine()
    write(root, depth: 0, to: &sink)
    sink.endLine()
    return sink.bytes
  }

  /// A page of HTML: elements without children must be those that HTML never closes, such as `img`,
  /// for readers of HTML take `<p/>` for the beginning of one.
  package static func page(_ root: XML) -> [UInt8] {
    var sink = ByteSink()
    sink.append("<!DOCTYPE html>")
    sink.endLine()
    write(root, depth: 0, to: &sink)
    sink.endLine()
    return sink.bytes
  }

  private static func write(_ node: XML, depth: Int, to sink: inout ByteSink) {
    switch node {
    case .text(let text): sink.append(escaped(text, inAttribute: false))
    case .element(let name, let attributes, let children):
      sink.append("<" + name)
      for attribute in attributes {
        sink.append(" \(attribute.name)=\"\(escaped(attribute.value, inAttribute: true))\"")
      }
      if children.isEmpty {
        sink.append("/>")
        return
      }
      sink.append(">")
      write(children, depth: depth, to: &sink)
      sink.append("</\(name)>")
    }
  }

  private static func write(_ children: [XML], depth: Int, to sink: inout ByteSink) {
    let isMixed = children.contains { child in
      if case .text = child { true } else { false }
    }
    for child in children {
      if !isMixed {
        sink.endLine()
        sink.indent(2 * (depth + 1))
      }
      write(child, depth: depth + 1, to: &sink)
    }
    guard !isMixed else { return }
    sink.endLine()
    sink.indent(2 * depth)
  }

  /// Readers turn line ends and tabs of attributes into blanks unless they are written as
  /// references.
  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where inAttribute: escaped += "&quot;"
      case "\t" where inAttribute, "\n" where inAttribute, "\r": escaped += "&#\(scalar.value);"
      default: escaped.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }

  /// XML 1.0, section 2.2: no control characters but tab and line ends.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
