/// Texts and comments that take several lines.
extension SpecPieces {
  private static let tabWidth = 4

  /// The columns of blanks in front of an offset on its line; a tab leads to the next multiple of
  /// four.
  func indentation(at offset: Int) -> Int {
    var start = offset
    while start > 0, Self.isBlank(bytes[start - 1]) { start -= 1 }
    return bytes[start..<offset].reduce(0) { column, byte in
      switch byte {
      case UInt8(ascii: "\t"): (column / Self.tabWidth + 1) * Self.tabWidth
      case UInt8(ascii: "\r"): column
      default: column + 1
      }
    }
  }

  /// Bytes with `\n` for every `\r\n`.
  func unixBytes(_ start: UInt32, _ end: UInt32) -> [UInt8] {
    let range = Int(start)..<Int(end)
    return range.compactMap { index in
      let isHalf =
        bytes[index] == UInt8(ascii: "\r") && index + 1 < range.upperBound
        && bytes[index + 1] == UInt8(ascii: "\n")
      return isHalf ? nil : bytes[index]
    }
  }

  /// Whether a piece is a text that takes several lines.
  func isTextOfLines(_ index: Int) -> Bool {
    pieces[index].kind == .stringOpen && hasLineBreak(pieces[index].start, pieces[index].end)
  }

  /// The opening quotes of a text of several lines.
  func firstLine(ofText index: Int) -> Range<Int> {
    let opening = tokens[Int(pieces[index].token)]
    return Int(opening.start)..<Int(opening.end)
  }

  /// The lines behind the opening quotes without the indentation that is not part of the text; the
  /// last one is the closing quotes.
  ///
  /// Nil for a text that cannot be indented anew: one with line breaks in an interpolation.
  func linesOfText(_ index: Int) -> [Range<Int>]? {
    let piece = pieces[index]
    guard !hasLineBreakInInterpolation(piece) else { return nil }
    let end = Int(piece.end)
    var starts: [Int] = []
    for offset in Int(piece.start)..<end where bytes[offset] == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    guard let last = starts.last else { return nil }
    let indentation = bytes[last..<end].prefix { $0 == 0x20 || $0 == 0x09 }
    return zip(starts, starts.dropFirst() + [end + 1]).map { start, next in
      var lineEnd = next - 1
      if lineEnd > start, lineEnd < end, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }
      let line = bytes[start..<lineEnd]
      guard line.starts(with: indentation) else {
        // Only an empty line may be indented less.
        return lineEnd..<lineEnd
      }
      return start + indentation.count..<lineEnd
    }
  }

  private func hasLineBreakInInterpolation(_ piece: Piece) -> Bool {
    var breaks = 0
    var index = Int(piece.token)
    var depth = 0
    while index < tokens.count, tokens[index].end <= piece.end, tokens[index].kind != .endOfFile {
      let token = tokens[index]
      index += 1
      switch token.kind {
      case .stringOpen: depth += 1
      case .stringClose: depth -= 1
      case .stringText, .stringEscape:
        if depth == 1, hasLineBreak(token.start, token.end) { breaks += 1 }
      default: break
      }
    }
    let all = bytes[Int(piece.start)..<Int(piece.end)].count { $0 == UInt8(ascii: "\n") }
    return breaks != all
  }
}
