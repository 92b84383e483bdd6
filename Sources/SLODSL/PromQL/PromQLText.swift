/// The spelling of PromQL's literals and names; used by every printer of this folder.
enum PromQLText {
  /// `value` in plain decimal without exponent: `0.000000001`, `+Inf`, `NaN`, `-0`.
  ///
  /// The digits are the fewest that read back as the same double.
  static func decimal(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    let (digits, point) = digits(of: value.magnitude)
    var text = value.sign == .minus ? "-" : ""
    if point <= 0 {
      text += "0"
    } else {
      text += digits.prefix(point)
      text += String(repeating: "0", count: max(0, point - digits.utf8.count))
    }
    if digits.utf8.count > max(point, 0) {
      text += "." + String(repeating: "0", count: max(0, -point))
      text += digits.dropFirst(max(point, 0))
    }
    return text
  }

  /// As Prometheus prints the value of `fill`: with an exponent below 1e-4 and from 1e21 on.
  static func shortest(_ value: Double, exponentFrom largest: Int = 21) -> String {
    guard value.isFinite, value != 0 else { return decimal(value) }
    let (digits, point) = digits(of: value.magnitude)
    let exponent = point - 1
    guard exponent < -4 || exponent >= largest else { return decimal(value) }
    var text = value < 0 ? "-" : ""
    text += digits.prefix(1)
    if digits.utf8.count > 1 { text += "." + digits.dropFirst() }
    let size = String(exponent.magnitude)
    return text + (exponent < 0 ? "e-" : "e+") + (size.utf8.count < 2 ? "0" : "") + size
  }

  /// The significant digits and where the point stands: 1250 is `125` and 4, 0.5 is `5` and 0.
  private static func digits(of value: Double) -> (digits: String, point: Int) {
    guard value != 0 else { return ("", 0) }
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let text = Array(value.description.utf8)
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        break
      }
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else {
        digits.append(byte)
      }
    }
    var place = (point ?? digits.count) + exponent
    while digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      place -= 1
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (String(decoding: digits, as: UTF8.self), place)
  }

  /// As Prometheus prints a length of time: years and weeks only when nothing is left over.
  ///
  /// Below a millisecond nothing is printed, as there.
  static func duration(nanoseconds: Int64) -> String {
    var rest = nanoseconds.magnitude / 1_000_000
    guard rest > 0 else { return "0s" }
    var text = nanoseconds < 0 ? "-" : ""
    let units: [(size: UInt64, name: String, whole: Bool)] = [
      (31_536_000_000, "y", true), (604_800_000, "w", true), (86_400_000, "d", false),
      (3_600_000, "h", false), (60_000, "m", false), (1000, "s", false), (1, "ms", false),
    ]
    for unit in units where rest >= unit.size {
      if unit.whole, rest % unit.size != 0 { continue }
      text += String(rest / unit.size) + unit.name
      rest %= unit.size
    }
    return text
  }

  /// A length of time as the number of seconds that is read as it.
  ///
  /// From 26 days on the product of a quotient may miss what was divided by one step of a double.
  static func seconds(nanoseconds: Int64) -> String {
    let quotient = Double(nanoseconds) / 1e9
    let exact = [quotient, quotient.nextUp, quotient.nextDown].first { seconds in
      (seconds * 1e9).rounded() == Double(nanoseconds)
    }
    return decimal(exact ?? quotient)
  }

  /// A double-quoted string with Go's escapes; anything unprintable is written as `\x`, `\u` or
  /// `\U`.
  static func quoted(_ bytes: some Sequence<UInt8>) -> String {
    var text = "\""
    var decoder = UTF8Reader(bytes: Array(bytes))
    while let element = decoder.next() {
      switch element {
      case .scalar(let scalar): appendEscaped(scalar, to: &text)
      case .stray(let byte): text += "\\x" + hexadecimal(UInt32(byte), places: 2)
      }
    }
    return text + "\""
  }

  private static func appendEscaped(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\u{07}": text += "\\a"
    case "\u{08}": text += "\\b"
    case "\u{0C}": text += "\\f"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\u{0B}": text += "\\v"
    default:
      if isPrintable(scalar) {
        text.unicodeScalars.append(scalar)
      } else if scalar.value < 0x20 || scalar.value == 0x7F {
        text += "\\x" + hexadecimal(scalar.value, places: 2)
      } else if scalar.value < 0x10000 {
        text += "\\u" + hexadecimal(scalar.value, places: 4)
      } else {
        text += "\\U" + hexadecimal(scalar.value, places: 8)
      }
    }
  }

  private static func hexadecimal(_ value: UInt32, places: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, places - digits.utf8.count)) + digits
  }

  /// Letters, marks, numbers, punctuation, symbols and the ASCII blank.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    // Servers refuse the replacement character in a text, unless it is escaped.
    if scalar == "\u{FFFD}" { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark,
      .decimalNumber, .letterNumber, .otherNumber,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation,
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return true
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate,
      .privateUse, .unassigned:
      return false
    @unknown default:
      return false
    }
  }

  /// Whether every server takes `name` as a label name without quotes.
  static func isLabelName(_ name: some Sequence<UInt8>) -> Bool {
    var isFirst = true
    for byte in name {
      guard isLetter(byte) || (!isFirst && isDigit(byte)) else { return false }
      isFirst = false
    }
    return !isFirst
  }

  /// Whether `name` can stand in front of braces: a metric identifier that is no reserved word.
  static func isMetricName(_ name: String) -> Bool {
    var isFirst = true
    for byte in name.utf8 {
      let isColon = byte == UInt8(ascii: ":")
      guard isLetter(byte) || isColon || (!isFirst && isDigit(byte)) else { return false }
      isFirst = false
    }
    return !isFirst && !wordsThatAreNoMetric.contains(name.lowercased())
  }

  private static let wordsThatAreNoMetric: Set<String> = [
    "atan2", "bool", "on", "ignoring", "group_left", "group_right", "inf", "nan",
  ]

  /// A label as `by`, `on` and `group_left` write it: quoted where it could not be read back.
  static func groupingLabel(_ name: String) -> String {
    let lower = name.utf8.count <= 7 ? name.lowercased() : name
    let isReserved = lower == "without" || lower == "inf" || lower == "nan"
    return isLabelName(name.utf8) && !isReserved ? name : quoted(name.utf8)
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Letters, digits and `_`, as bits of two words: one look instead of four comparisons.
  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    let digits: UInt64 = 0x03FF_0000_0000_0000
    let letters: UInt64 = 0x07FF_FFFE_87FF_FFFE
    guard byte < 0x80 else { return false }
    return (byte < 0x40 ? digits : letters) >> UInt64(byte & 0x3F) & 1 != 0
  }
}

/// Reads bytes as UTF-8 scalars, one stray byte at a time where they are not.
struct UTF8Reader {
  enum Element: Equatable {
    case scalar(Unicode.Scalar)
    /// A byte that is no part of a well-formed scalar.
    case stray(UInt8)
  }

  private let bytes: [UInt8]
  private(set) var offset: Int

  init(bytes: [UInt8], offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  mutating func next() -> Element? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    let start = offset
    offset += 1
    if first < 0x80 { return .scalar(Unicode.Scalar(first)) }
    let (length, bits): (Int, UInt32) =
      switch first {
      case 0xC2...0xDF: (2, UInt32(first & 0x1F))
      case 0xE0...0xEF: (3, UInt32(first & 0x0F))
      case 0xF0...0xF4: (4, UInt32(first & 0x07))
      default: (1, 0)
      }
    guard length > 1, start + length <= bytes.count else { return .stray(first) }
    var value = bits
    for byte in bytes[(start + 1)..<(start + length)] {
      guard byte & 0xC0 == 0x80 else { return .stray(first) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // Surrogates, too long forms and values past the end are not scalars.
    let isShortest = length == 2 || (length == 3 ? value >= 0x800 : value >= 0x10000)
    guard isShortest, let scalar = Unicode.Scalar(value) else { return .stray(first) }
    offset = start + length
    return .scalar(scalar)
  }
}
