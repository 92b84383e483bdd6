import SLODSL

/// Writes JSON as RFC 8259 has it, in UTF-8. Line separators of JavaScript are escaped too, and
/// what makes a reviewer read another text than there is.
package enum JSONWriter {
  /// On one line, without blanks: for lines of JSON.
  package static func line(_ json: JSON) -> String {
    var bytes: [UInt8] = []
    write(json, indent: nil, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// With two blanks for each level and a line feed at the end: for files that people read.
  package static func document(_ json: JSON) -> [UInt8] {
    var bytes: [UInt8] = []
    write(json, indent: 0, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private static func write(_ json: JSON, indent: Int?, to bytes: inout [UInt8]) {
    switch json {
    case .null: bytes += Array("null".utf8)
    case .boolean(let value): bytes += Array((value ? "true" : "false").utf8)
    case .number(let number): bytes += Array(number.decimalText.utf8)
    case .text(let text): write(text, to: &bytes)
    case .array(let elements):
      write(elements, between: ("[", "]"), indent: indent, to: &bytes) { element, indent, bytes in
        write(element, indent: indent, to: &bytes)
      }
    case .object(let members):
      write(members, between: ("{", "}"), indent: indent, to: &bytes) { member, indent, bytes in
        write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if indent != nil { bytes.append(UInt8(ascii: " ")) }
        write(member.value, indent: indent, to: &bytes)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element],
    between brackets: (open: Unicode.Scalar, close: Unicode.Scalar),
    indent: Int?,
    to bytes: inout [UInt8],
    _ write: (Element, Int?, inout [UInt8]) -> Void
  ) {
    let inner = indent.map { $0 + 2 }
    bytes.append(UInt8(ascii: brackets.open))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let inner { startLine(inner, &bytes) }
      write(element, inner, &bytes)
    }
    if let indent, !elements.isEmpty { startLine(indent, &bytes) }
    bytes.append(UInt8(ascii: brackets.close))
  }

  private static func startLine(_ indent: Int, _ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  /// Characters that nobody sees as they are, and those that end a line of JavaScript, are escaped.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += Array("\\\"".utf8)
      case "\\": bytes += Array("\\\\".utf8)
      case "\n": bytes += Array("\\n".utf8)
      case "\r": bytes += Array("\\r".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case _ where DisplayWidth.isUnprintable(scalar):
        let digits = String(scalar.value, radix: 16)
        bytes +=
          Array("\\u".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        bytes += Array(digits.utf8)
      default: bytes += Array(UTF8.encode(scalar) ?? .init())
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
