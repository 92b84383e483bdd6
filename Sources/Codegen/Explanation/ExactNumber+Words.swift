package import SLODSL

/// Numbers as people read them.
extension ExactNumber {
  /// A percentage of three digits.
  package var percent: String {
    (self * ExactNumber(100)).rounded(significantDigits: 3).decimalText + "%"
  }

  /// `1 in 2000`
  var oneIn: String {
    let whole = ExactNumber.one / self
    return "1 in \(whole.rounded(significantDigits: 4).decimalText)"
  }

  /// Three digits of small counts, whole large ones.
  package var countText: String {
    self >= ExactNumber(100)
      ? rounded(places: 0).decimalText : rounded(significantDigits: 3).decimalText
  }

  /// Three digits and how many times the budget allows: `14.4x`.
  package var factorText: String { rounded(significantDigits: 3).decimalText + "x" }

  /// Seconds as people say them: `43m12s`, `0.6s`.
  var timeText: String {
    self < ExactNumber(60)
      ? rounded(significantDigits: 3).decimalText + "s"
      : Duration.seconds(Int64(roundedDown)).text
  }

  /// Bytes with a decimal prefix: `1.5GB`.
  var bytesText: String {
    var value = self
    for unit in ["B", "kB", "MB", "GB", "TB"] {
      if value < ExactNumber(1000) { return value.rounded(significantDigits: 3).decimalText + unit }
      value = value / ExactNumber(1000)
    }
    return value.rounded(significantDigits: 3).decimalText + "PB"
  }
}

extension BurnRatePair {
  /// The factor as the policy has it: `13.44x`.
  package var factorText: String { factor.decimalText + "x" }
}
