/// How one piece of text is spelled so that every YAML reader, 1.1 or 1.2, reads it back unchanged.
///
/// The only place that decides about quotes.
package enum YAMLScalar: Hashable, Sendable {
  /// As it is.
  case plain
  /// `'…'`, a quote inside doubled.
  case singleQuoted
  /// `"…"` with escapes.
  case doubleQuoted
  /// `|`, lines as they are.
  case literalBlock

  /// Chooses the spelling that is easiest to read among those that are safe.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - inFlow: whether it stands between `{}` or `[]`, or is a key: one line, and some characters
  ///     mean something there.
  package init(for text: String, inFlow: Bool) {
    var hasLineFeed = false
    var isBehindPercent = false
    for scalar in text.unicodeScalars {
      if scalar == "{", isBehindPercent {
        self = .doubleQuoted
        return
      }
      isBehindPercent = scalar == "%"
      if scalar == "\n" {
        hasLineFeed = true
      } else if !Self.isPrintable(scalar) {
        self = .doubleQuoted
        return
      }
    }
    if hasLineFeed {
      self = !inFlow && Self.fitsBlock(text) ? .literalBlock : .doubleQuoted
    } else {
      self = Self.isSafePlain(text, inFlow: inFlow) ? .plain : .singleQuoted
    }
  }

  /// A block takes its indentation from its first line and must not end in more than one line feed,
  /// which the eye would miss.
  private static func fitsBlock(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first != UInt8(ascii: "\n"), first != UInt8(ascii: " ") else {
      return false
    }
    return !bytes.suffix(2).elementsEqual("\n\n".utf8)
  }

  // MARK: Plain

  /// Letters, digits and a few signs that mean nothing in YAML where they stand, as long as no
  /// reader takes the whole for a number, a boolean, a date or null.
  private static func isSafePlain(_ text: String, inFlow: Bool) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last else { return false }
    guard isLetter(first) || isDigit(first) || first == UInt8(ascii: "/") else { return false }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ":"): if inFlow { return false }
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."), UInt8(ascii: "/"),
        UInt8(ascii: "-"):
        break
      default: guard isLetter(byte) || isDigit(byte) else { return false }
      }
    }
    guard last != UInt8(ascii: ":") else { return false }
    if isDigit(first) { return isPrometheusDuration(bytes) }
    return !wordsOfOtherTypes.contains(text.lowercased())
  }

  /// `1h30m`: begins like a number but is none in any version of YAML.
  private static func isPrometheusDuration(_ bytes: [UInt8]) -> Bool {
    var hasDigit = false
    var lastIsUnit = false
    for (index, byte) in bytes.enumerated() {
      if isDigit(byte) {
        hasDigit = true
        lastIsUnit = false
      } else {
        let isSecondOfMilliseconds =
          byte == UInt8(ascii: "s") && index > 0 && bytes[index - 1] == UInt8(ascii: "m")
        guard hasDigit || isSecondOfMilliseconds else { return false }
        guard "smhdwy".utf8.contains(byte) else { return false }
        hasDigit = false
        lastIsUnit = true
      }
    }
    return lastIsUnit
  }

  /// What YAML 1.1 or 1.2 reads as a boolean, null or a number although it begins with a letter.
  private static let wordsOfOtherTypes: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  // MARK: Characters

  /// Whether a reviewer sees the character for what it is: neither a control character, nor one
  /// that breaks or turns around a line, nor one that readers reject.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned, .spaceSeparator:
      return false
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark,
      .decimalNumber, .letterNumber, .otherNumber,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation,
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return true
    @unknown default:
      return false
    }
  }

  /// `"…"` with YAML's escapes; everything that is not printable is written as a number.
  ///
  /// So is `%` in front of `{`: vmalert puts variables of its environment in for `%{NAME}`, before
  /// it reads the file as YAML.
  package static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "%" where rest.first == "{": quoted += "\\x25"
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if isPrintable(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else if scalar.value < 0x100 {
          quoted += "\\x" + hexadecimal(scalar.value, places: 2)
        } else if scalar.value < 0x10000 {
          quoted += "\\u" + hexadecimal(scalar.value, places: 4)
        } else {
          quoted += "\\U" + hexadecimal(scalar.value, places: 8)
        }
      }
    }
    return quoted + "\""
  }

  /// `'…'`; only for text that `init(for:inFlow:)` found fit for it.
  package static func singleQuoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted += "'" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "'"
  }

  private static func hexadecimal(_ value: UInt32, places: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, places - digits.utf8.count)) + digits
  }

  /// The text of a comment: one line without anything a reader could take for a line's end.
  package static func comment(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      if scalar == "{", line.unicodeScalars.last == "%" { line += " " }
      line.unicodeScalars.append(isPrintable(scalar) ? scalar : " ")
    }
    return line
  }
}
