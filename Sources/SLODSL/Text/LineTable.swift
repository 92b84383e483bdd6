/// Where the lines of a file begin: from offsets to lines and columns.
///
/// A line ends behind its line feed; a carriage return in front of it belongs to the line break.
package struct LineTable: Sendable {
  /// A place as people count: both from 1, columns in UTF-8 bytes.
  package struct Position: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// Offset of the first byte of every line; never empty.
  private let starts: [UInt32]
  let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 32 + 1)
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      starts.append(UInt32(truncatingIfNeeded: index + 1))
    }
    self.starts = starts
  }

  package init(_ file: SourceFile) {
    self.init(file.bytes)
  }

  /// How many lines there are; text that ends with a line feed has an empty last one.
  package var count: Int { starts.count }

  /// The place of an offset; offsets behind the end count as the end.
  package func position(of offset: UInt32) -> Position {
    let offset = min(offset, UInt32(truncatingIfNeeded: bytes.count))
    let line = lineIndex(of: offset)
    return Position(line: line + 1, column: Int(offset - starts[line]) + 1)
  }

  /// The offsets of a line's bytes without its line break; lines count from 1.
  package func bytes(ofLine line: Int) -> Range<Int> {
    let index = min(max(line - 1, 0), starts.count - 1)
    let start = Int(starts[index])
    guard index + 1 < starts.count else { return start..<bytes.count }
    var end = Int(starts[index + 1]) - 1
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The text of a line without its line break; bytes that are not UTF-8 become U+FFFD.
  package func text(ofLine line: Int) -> String {
    String(decoding: bytes[bytes(ofLine: line)], as: UTF8.self)
  }

  /// The last line that begins at or in front of the offset, by bisection.
  private func lineIndex(of offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
