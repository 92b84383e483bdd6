import SLODSL

/// Annotations as a server would fill them in.
struct AlertTextSample {
  let labels: [Label]
  let readings: ExampleReadings
  /// The alert's own value, where its text shows it.
  var current: ExactNumber?

  /// - Parameter value: the result of the nearest query around the text.
  func text(of pieces: [AlertText], value: ExactNumber? = nil) -> String {
    pieces.map { text(of: $0, value: value) }.joined()
  }

  private func text(of piece: AlertText, value: ExactNumber?) -> String {
    switch piece {
    case .text(let text): return text
    case .label(let name): return labels[name]
    case .labelInURL(let name): return labels[name].queryEscaped
    case .ifLabel(let name, let pieces):
      return labels[name].isEmpty ? "" : text(of: pieces, value: value)
    case .with(let expression, let pieces, let otherwise):
      guard let result = readings.value(of: expression) else {
        return text(of: otherwise, value: value)
      }
      return text(of: pieces, value: result)
    case .value(let format): return value.map(format.text) ?? ""
    case .current(let format): return current.map(format.text) ?? ""
    case .choice(let label, let cases, let otherwise):
      let choice = cases.first { $0.values.contains(labels[label]) }?.text ?? otherwise
      return text(of: choice, value: value)
    }
  }
}

extension AlertText.Format {
  /// A number as Prometheus' template functions show it.
  func text(of value: ExactNumber) -> String {
    switch self {
    case .oneDecimal:
      let text = value.rounded(places: 1).decimalText
      return text.utf8.contains(UInt8(ascii: ".")) ? text : text + ".0"
    case .wholeNumber: return value.rounded(places: 0).decimalText
    case .count: return Self.scaled(value, by: 1000, ["", "k", "M", "G", "T", "P", "E"])
    case .binaryCount:
      return Self.scaled(value, by: 1024, ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"])
    case .percentage:
      return (value * ExactNumber(100)).rounded(significantDigits: 4).decimalText + "%"
    case .duration: return Self.duration(value)
    }
  }

  /// Four digits and the prefix of the largest power that is not above the number.
  private static func scaled(_ value: ExactNumber, by base: Int, _ prefixes: [String]) -> String {
    var value = value
    var prefix = 0
    while value >= ExactNumber(base), prefix < prefixes.count - 1 {
      value = value / ExactNumber(base)
      prefix += 1
    }
    return value.rounded(significantDigits: 4).decimalText + prefixes[prefix]
  }

  /// `1d 2h 3m 4s`, of seconds, from the largest unit that is not zero.
  private static func duration(_ value: ExactNumber) -> String {
    let seconds = value.roundedDown
    guard seconds >= 60 else {
      var value = value
      var prefix = ""
      for smaller in ["m", "u", "n"] where value < .one {
        value = value * ExactNumber(1000)
        prefix = smaller
      }
      return value.rounded(significantDigits: 4).decimalText + prefix + "s"
    }
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m"),
      (seconds % 60, "s"),
    ]
    return parts.drop { $0.0 == 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
}

extension String {
  /// As Go's `url.QueryEscape` writes it.
  fileprivate var queryEscaped: String {
    var escaped = ""
    for byte in utf8 {
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      if isLetter || "-_.~0123456789".utf8.contains(byte) {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else if byte == UInt8(ascii: " ") {
        escaped += "+"
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += (byte < 16 ? "%0" : "%") + digits
      }
    }
    return escaped
  }
}
