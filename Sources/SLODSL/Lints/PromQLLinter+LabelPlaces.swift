/// Where labels stand in the lists of `by`, `on` and `group_left`.
extension PromQLLinter {
  /// A label in a list, and the bytes that go when it is taken out.
  struct ListedLabel {
    let range: Range<Int>
    let removal: Range<Int>
  }

  /// The lists of an aggregation stand before or behind its arguments.
  func listed(_ label: String, in aggregation: Aggregation) -> ListedLabel? {
    let first = (aggregation.parameter ?? aggregation.expression).range.start
    let behind = aggregation.expression.range.end
    return listed(label, after: ["by", "without"], from: aggregation.range.start, to: first)
      ?? listed(label, after: ["by", "without"], from: behind, to: aggregation.range.end)
  }

  /// The lists of an operator stand between its operands.
  func listed(_ label: String, in binary: PromQLBinary, after words: [String]) -> ListedLabel? {
    listed(label, after: words, from: binary.left.range.end, to: binary.right.range.start)
  }

  private func listed(
    _ label: String,
    after words: [String],
    from start: Int,
    to end: Int
  ) -> ListedLabel? {
    guard start >= 0, start < end, end <= text.count else { return nil }
    var place = start
    var word = ""
    var isInside = false
    var before: Int?
    while place < end {
      place = skippingBlanks(from: place, to: end)
      guard place < end else { break }
      let byte = text[place]
      if byte == UInt8(ascii: "(") {
        isInside = words.contains(word)
        before = nil
        place += 1
      } else if byte == UInt8(ascii: ")") {
        isInside = false
        word = ""
        place += 1
      } else if byte == UInt8(ascii: ",") {
        before = place
        place += 1
      } else {
        let next = endOfWord(from: place, to: end)
        let spelled = String(decoding: text[place..<next], as: UTF8.self)
        if isInside, spelled == label || spelled.dropFirst().dropLast() == label {
          return ListedLabel(
            range: place..<next,
            removal: removal(of: place..<next, before: before, to: end)
          )
        }
        if !isInside { word = spelled.lowercased() }
        place = next
      }
    }
    return nil
  }

  /// With the comma in front of it, or, for the first of several, the one behind it.
  private func removal(of range: Range<Int>, before comma: Int?, to end: Int) -> Range<Int> {
    if let comma { return comma..<range.upperBound }
    let next = skippingBlanks(from: range.upperBound, to: end)
    guard next < end, text[next] == UInt8(ascii: ",") else { return range }
    return range.lowerBound..<skippingBlanks(from: next + 1, to: end)
  }

  private func endOfWord(from start: Int, to end: Int) -> Int {
    let quote = text[start]
    var place = start + 1
    if [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(quote) {
      while place < end, text[place] != quote {
        place += text[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      return min(place + 1, end)
    }
    guard PromQLText.isLetter(quote) else { return place }
    while place < end, PromQLText.isLetter(text[place]) || PromQLText.isDigit(text[place]) {
      place += 1
    }
    return place
  }

  /// Takes a label out of its list.
  func fix(removing listed: ListedLabel?, _ label: String) -> PromQLFinding.Fix? {
    listed.map { place in
      PromQLFinding.Fix("leave '\(label)' out", [PromQLFinding.Edit(place.removal, "")])
    }
  }
}
