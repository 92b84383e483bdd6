/// What can be wrong with a number and its unit.
extension Diagnostic {
  /// SLO0009: a number of no shape that has a name.
  static func malformedNumber(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0009, "digits and letters that make no number", at: range,
      help: ["a number is digits, at most one decimal point, and a unit: `99.95%`, `250ms`"])
  }

  /// SLO0009: `.5`.
  static func numberWithoutWhole(_ range: SourceRange, text: String) -> Diagnostic {
    Diagnostic(
      .SLO0009, "a number needs a digit in front of its decimal point", at: range,
      fixIts: [FixIt("write `0\(text)`", replacing: range, with: "0" + text, safety: .safe)])
  }

  /// SLO0009: `5.`, `5.s`.
  static func numberWithoutFraction(_ range: SourceRange, point: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0009, "a number needs a digit behind its decimal point", at: range,
      fixIts: [FixIt("delete the point", replacing: point, with: "", safety: .safe)])
  }

  /// SLO0009: `1_000`.
  static func numberWithUnderscores(_ range: SourceRange, plain: String) -> Diagnostic {
    Diagnostic(
      .SLO0009, "numbers are written without `_`", at: range,
      fixIts: [FixIt("write `\(plain)`", replacing: range, with: plain, safety: .safe)])
  }

  /// SLO0009: `007`.
  static func numberWithLeadingZeros(_ zeros: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0009, "a number does not begin with zeros", at: zeros,
      notes: ["a label's value with zeros in front is text: `code == \"007\"`"],
      fixIts: [FixIt("delete them", replacing: zeros, with: "")])
  }

  /// SLO0009: `0x1F`.
  static func hexadecimalNumber(_ range: SourceRange, decimal: String?) -> Diagnostic {
    Diagnostic(
      .SLO0009, "numbers are decimal, not hexadecimal", at: range,
      fixIts: decimal.map {
        [FixIt("write `\($0)`", replacing: range, with: $0, safety: .safe)]
      } ?? [])
  }

  /// SLO0009: `0x`.
  static func zeroFactor(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0009, "`0x` is the factor zero, which nothing can burn at", at: range,
      help: ["a factor is greater than zero: `14.4x`; there are no hexadecimal numbers"])
  }

  /// SLO0009: `1e6`.
  static func numberWithExponent(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0009, "numbers have no exponent", at: range,
      help: ["write all the digits: `1000000`, `0.001`"])
  }

  /// SLO0009: `99,95%`.
  static func decimalComma(_ range: SourceRange, comma: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0009, "decimals stand behind a point, not a comma", at: range,
      fixIts: [FixIt("write a point", replacing: comma, with: ".", safety: .safe)])
  }

  /// SLO0009: more digits than are kept exactly.
  static func tooManyDigits(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0009, "a number of more than 15 digits", at: range,
      notes: ["numbers are exact, and 15 digits say more than any measurement"])
  }

  /// SLO0009: `5M`.
  static func multiplier(_ word: String, at range: SourceRange, written: String?) -> Diagnostic {
    Diagnostic(
      .SLO0010, "`\(word)` is no unit; numbers are written out", at: range,
      help: written == nil ? ["sizes have units: `5MB`, `5MiB`"] : [],
      fixIts: written.map { [FixIt("write `\($0)`", replacing: range, with: $0)] } ?? [])
  }

  /// SLO0010: a word behind a number that is no unit.
  static func unknownUnit(_ word: String, at range: SourceRange, nearest: String?) -> Diagnostic {
    // `m` is near, and a minute no month.
    if ["mo", "mon", "month", "months"].contains(word) {
      return Diagnostic(
        .SLO0010, "`\(word)` is no unit: months differ in length", at: range,
        help: ["write days: `30d`, or `28d` for four whole weeks"])
    }
    return Diagnostic(
      .SLO0010, "`\(word)` is no unit" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: range,
      help: nearest == nil
        ? ["units: `ms s m h d w y`, `%`, `x`, `rps`, `/s /min /h /d`, `B kB MB GB KiB MiB GiB`"]
        : [],
      fixIts: nearest.map { [FixIt("write `\($0)`", replacing: range, with: $0)] } ?? [])
  }

  /// SLO0010: `5xx`.
  static func classOfCodes(_ digit: String, at range: SourceRange) -> Diagnostic {
    let codes = "\(digit)00...\(digit)99"
    return Diagnostic(
      .SLO0010, "`\(digit)xx` is no number; a class of status codes is a range", at: range,
      help: ["write `code in \(codes)`"],
      fixIts: [FixIt("write `\(codes)`", replacing: range, with: codes)])
  }

  /// SLO0010: `5ms/s`, `5%/s`.
  static func rateOfWrongUnit(_ range: SourceRange, number: String) -> Diagnostic {
    Diagnostic(
      .SLO0010, "`\(number)` over a time is no rate", at: range,
      help: ["a rate is a number or a size over a time: `100/s`, `5/min`, `50MB/s`"])
  }

  /// SLO0011: `30m1h`, `1h1h`, `1.5h30m`.
  static func malformedDuration(_ range: SourceRange, text: String?) -> Diagnostic {
    Diagnostic(
      .SLO0011,
      "the parts of a duration stand largest first, each once and without decimals", at: range,
      fixIts: text.map { [FixIt("write `\($0)`", replacing: range, with: $0, safety: .safe)] }
        ?? [])
  }

  /// SLO0011: `0.5ms`, `100us`.
  static func fractionOfMillisecond(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0011, "a duration that is no whole number of milliseconds", at: range,
      notes: ["a millisecond is the shortest time that Prometheus knows"])
  }

  /// SLO0011: more than a century.
  static func durationTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO0011, "a duration of more than 100 years", at: range)
  }

  /// SLO0011: `-5m`.
  static func negativeQuantity(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0011, "only a plain number may be negative", at: range,
      help: ["durations, sizes, ratios, factors and rates begin at zero"])
  }

  /// SLO0012: `60 s`.
  static func spacedUnit(
    _ range: SourceRange, gap: SourceRange, number: String, unit: String, word: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO0012, "a unit is glued to its number: `\(number)\(unit)`", at: range,
      fixIts: [
        FixIt(
          "write `\(number)\(unit)`", replacing: gap.union(word), with: unit, safety: .safe)
      ])
  }
}
