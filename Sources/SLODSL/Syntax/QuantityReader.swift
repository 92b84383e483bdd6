/// Reads one number token: `99.95%`, `1h30m`, `50MB/s`, or says what is wrong with it.
struct QuantityReader {
  /// One number and the letters behind it.
  private struct Part {
    let digits: Range<Int>
    let unit: Range<Int>
  }

  private let bytes: [UInt8]
  private let token: SourceRange
  private var offset: Int { Int(token.start) }

  /// The longest duration that a literal may state: 100 years.
  static let longest = Duration.days(36_500)

  private init(_ bytes: [UInt8], _ token: SourceRange) {
    self.bytes = bytes
    self.token = token
  }

  /// The quantity, or the one mistake in it.
  static func read(_ bytes: [UInt8], at token: SourceRange) -> Reading {
    QuantityReader(bytes, token).reading
  }

  enum Reading {
    case quantity(Quantity)
    case mistake(Diagnostic)
  }

  private var end: Int { Int(token.end) }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func place(_ range: Range<Int>) -> SourceRange {
    SourceRange(file: token.file, start: range.lowerBound, end: range.upperBound)
  }

  private var reading: Reading {
    if let mistake = malformation { return .mistake(mistake) }
    let slash = bytes[offset..<end].firstIndex(of: UInt8(ascii: "/"))
    let parts = parts(upTo: slash ?? end)
    guard let first = parts.first else { return .mistake(.malformedNumber(token)) }
    if parts.count > 1 { return compound(parts, rate: slash) }
    guard let number = ExactNumber(decimal: bytes[first.digits]) else {
      return .mistake(.tooManyDigits(at: place(first.digits)))
    }
    guard !first.unit.isEmpty else { return rated(Quantity(number, .number), slash: slash) }
    guard let unit = LiteralUnit.named(bytes[first.unit]) else {
      return .mistake(unknownUnit(first, number: number))
    }
    let value = number * unit.scale
    if unit.unit == .duration, let mistake = durationMistake(value) { return .mistake(mistake) }
    if unit.unit == .factor, value == .zero, first.digits.count == 1 {
      return .mistake(.zeroFactor(at: token))
    }
    return rated(Quantity(value, unit.unit), slash: slash)
  }

  /// What no number may look like, whatever its unit.
  private var malformation: Diagnostic? {
    let token = bytes[offset..<end]
    if token.first == UInt8(ascii: ".") {
      return .numberWithoutWhole(self.token, text: text(offset..<end))
    }
    if token.contains(UInt8(ascii: "_")) {
      let plain = String(decoding: token.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
      return .numberWithUnderscores(self.token, plain: plain)
    }
    if let point = token.firstIndex(of: UInt8(ascii: ".")),
      point + 1 == end || !isDigit(bytes[point + 1])
    {
      return .numberWithoutFraction(self.token, point: place(point..<point + 1))
    }
    if token.count(where: { $0 == UInt8(ascii: ".") }) > 1, !token.contains(where: isLetter) {
      return .malformedNumber(self.token)
    }
    if token.count > 1, token.first == UInt8(ascii: "0"), isDigit(bytes[offset + 1]) {
      let zeros = token.prefix { $0 == UInt8(ascii: "0") }.count
      let isZero = offset + zeros == end || !isDigit(bytes[offset + zeros])
      return .numberWithLeadingZeros(place(offset..<offset + zeros - (isZero ? 1 : 0)))
    }
    return hexadecimal ?? exponent
  }

  private var hexadecimal: Diagnostic? {
    let token = bytes[offset..<end]
    guard token.count > 2, token.first == UInt8(ascii: "0"),
      [UInt8(ascii: "x"), UInt8(ascii: "X")].contains(bytes[offset + 1])
    else { return nil }
    let value = token.count < 14 ? Int(text(offset + 2..<end), radix: 16) : nil
    return .hexadecimalNumber(self.token, decimal: value.map { String($0) })
  }

  private var exponent: Diagnostic? {
    let digits = bytes[offset..<end].prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
    let letter = digits.endIndex
    guard letter + 1 < end, bytes[letter] | 0x20 == UInt8(ascii: "e") else { return nil }
    let rest = bytes[(letter + 1)..<end]
    guard rest.allSatisfy({ isDigit($0) || $0 == 0x2B || $0 == 0x2D }) else { return nil }
    return .numberWithExponent(token)
  }

  private func parts(upTo limit: Int) -> [Part] {
    var parts: [Part] = []
    var place = offset
    while place < limit {
      let start = place
      while place < limit, isDigit(bytes[place]) || bytes[place] == UInt8(ascii: ".") { place += 1 }
      let unit = place
      while place < limit, !isDigit(bytes[place]), bytes[place] != UInt8(ascii: ".") { place += 1 }
      parts.append(Part(digits: start..<unit, unit: unit..<place))
      // No duration has more parts than there are units; the rest cannot change the mistake.
      if parts.count > LiteralUnit.durations.count { break }
    }
    return parts
  }

  /// `1h30m`: durations only, largest unit first, each once, no decimals.
  private func compound(_ parts: [Part], rate: Int?) -> Reading {
    var total = ExactNumber.zero
    var previous: ExactNumber?
    var isOrdered = rate == nil
    for part in parts {
      guard let number = ExactNumber(decimal: bytes[part.digits]) else {
        let points = bytes[part.digits].count { $0 == UInt8(ascii: ".") }
        return .mistake(
          points > 1 ? .malformedNumber(token) : .tooManyDigits(at: place(part.digits)))
      }
      guard !part.unit.isEmpty else { return .mistake(.malformedNumber(token)) }
      guard let unit = LiteralUnit.named(bytes[part.unit]) else {
        return .mistake(unknownUnit(part, number: number))
      }
      guard unit.unit == .duration else { return .mistake(.malformedNumber(token)) }
      isOrdered = isOrdered && number.isInteger && previous.map { unit.scale < $0 } ?? true
      previous = unit.scale
      total = total + number * unit.scale
    }
    if let mistake = durationMistake(total) { return .mistake(mistake) }
    let quantity = Quantity(total, .duration)
    guard isOrdered else {
      return .mistake(.malformedDuration(token, text: quantity.duration?.text))
    }
    return .quantity(quantity)
  }

  private func durationMistake(_ milliseconds: ExactNumber) -> Diagnostic? {
    if !milliseconds.isInteger { return .fractionOfMillisecond(at: token) }
    if milliseconds > ExactNumber(Int128(Self.longest.milliseconds), over: 1) {
      return .durationTooLong(at: token)
    }
    return nil
  }

  private func rated(_ quantity: Quantity, slash: Int?) -> Reading {
    guard let slash else { return .quantity(quantity) }
    let word = slash + 1..<end
    guard let time = TimeWord.unit(of: bytes[word]) else {
      return .mistake(.malformedNumber(token))
    }
    guard time.word == text(word) else {
      return .mistake(.unknownUnit(text(word), at: place(word), nearest: time.word))
    }
    let value = quantity.value * ExactNumber(1, over: Int128(time.seconds))
    switch quantity.unit {
    case .number: return .quantity(Quantity(value, .eventRate))
    case .size: return .quantity(Quantity(value, .byteRate))
    case .duration, .ratio, .factor, .eventRate, .byteRate, .errors:
      return .mistake(.rateOfWrongUnit(token, number: text(offset..<slash)))
    }
  }

  private func unknownUnit(_ part: Part, number: ExactNumber) -> Diagnostic {
    let word = text(part.unit)
    if word == "xx", part.digits.count == 1 {
      return .classOfCodes(text(part.digits), at: token)
    }
    if let factor = LiteralUnit.multiplier(word) {
      let plain = number * factor
      return .multiplier(
        word, at: token, written: plain.isInteger ? plain.decimalText : nil)
    }
    if ["us", "ns", "µs", "μs"].contains(word) {
      return .fractionOfMillisecond(at: token)
    }
    return .unknownUnit(word, at: place(part.unit), nearest: LiteralUnit.nearest(to: word))
  }
}
