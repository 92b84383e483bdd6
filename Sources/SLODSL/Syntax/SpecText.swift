/// Spells names and texts as a spec has them, for those who write specs by program.
package enum SpecText {
  /// A name, between back-ticks where it would not be read as one; nil when no spelling exists,
  /// for a back-tick and a line break have no escape.
  package static func name(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return nil }
    let isPlain = bytes.allSatisfy(isNameByte) && !isDigit(first)
    // `value` in a predicate is the measured value, not a label.
    if isPlain, Keyword(bytes[...]) == nil, text != "value" { return text }
    let hasSpelling = bytes.allSatisfy { $0 != UInt8(ascii: "`") && $0 >= 0x20 && $0 != 0x7F }
    return hasSpelling ? "`" + text + "`" : nil
  }

  /// A text literal on one line.
  package static func literal(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(scalar.value)]
      case "\n": bytes += Array("\\n".utf8)
      case "\r": bytes += Array("\\r".utf8)
      case "\t": bytes += Array("\\t".utf8)
      default:
        if isVisible(scalar) {
          bytes += Array(String(scalar).utf8)
        } else {
          bytes += Array("\\u{\(String(scalar.value, radix: 16, uppercase: true))}".utf8)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Text for a comment: on one line, without what a reader cannot see.
  package static func comment(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { isVisible($0) ? $0 : " " }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Control characters, line separators and marks that turn the direction of text are not.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
