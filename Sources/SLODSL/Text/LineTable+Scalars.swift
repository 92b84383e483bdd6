extension LineTable {
  /// The place of an offset with its column in Unicode scalars, as editors and the drawn messages
  /// count: each run of bytes that is not UTF-8 counts as one.
  ///
  /// An offset inside a scalar counts as the place behind it, one inside a line break as the end of
  /// the line.
  package func scalarPosition(of offset: UInt32) -> Position {
    let position = position(of: offset)
    let content = bytes(ofLine: position.line)
    let end = min(content.lowerBound + position.column - 1, content.upperBound)
    return Position(line: position.line, column: scalars(in: content.lowerBound..<end) + 1)
  }

  private func scalars(in range: Range<Int>) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes[range].makeIterator()
    var count = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid, .error: count += 1
      case .emptyInput: return count
      }
    }
  }
}
