/// How findings point at the text and edit it.
extension PromQLLinter {
  /// The bytes of a node; nil for nodes that were built and have none.
  func source(_ range: Range<Int>) -> ArraySlice<UInt8>? {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= text.count else { return nil }
    return text[range]
  }

  func source(_ range: PromQLRange) -> ArraySlice<UInt8>? { source(range.bytes) }

  /// Replaces a node's text; nil where there is no text.
  func fix(
    _ title: String,
    replacing range: Range<Int>,
    with replacement: String,
    safety: FixIt.Safety = .review
  ) -> PromQLFinding.Fix? {
    guard source(range) != nil else { return nil }
    return PromQLFinding.Fix(
      title,
      [PromQLFinding.Edit(range, replacement)],
      safety: safety
    )
  }

  /// Where blanks and comments end behind a place.
  func skippingBlanks(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end {
      switch text[place] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): place += 1
      case UInt8(ascii: "#"):
        while place < end, text[place] != UInt8(ascii: "\n"), text[place] != UInt8(ascii: "\r") {
          place += 1
        }
      default: return place
      }
    }
    return place
  }

  /// Where the operator and the value of a matcher stand; nil for a lone name in quotes and for
  /// matchers without a text.
  func places(of matcher: LabelMatcher) -> (operator: Range<Int>, value: Range<Int>)? {
    guard source(matcher.range) != nil else { return nil }
    let end = matcher.range.end
    var place = matcher.range.start
    let quote = text[place]
    if PromQLText.isLetter(quote) {
      while place < end, PromQLText.isLetter(text[place]) || PromQLText.isDigit(text[place]) {
        place += 1
      }
    } else {
      place += 1
      while place < end, text[place] != quote {
        place += text[place] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
      }
      place += 1
    }
    let start = skippingBlanks(from: place, to: end)
    let sign = start..<(start + matcher.operator.rawValue.utf8.count)
    guard sign.upperBound < end else { return nil }
    return (sign, skippingBlanks(from: sign.upperBound, to: end)..<end)
  }
}

extension PromQLRange {
  /// The same as a range of the standard library.
  var bytes: Range<Int> { start..<max(start, end) }
}
