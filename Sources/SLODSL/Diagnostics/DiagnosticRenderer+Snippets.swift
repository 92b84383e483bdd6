// Finding what to draw.
extension DiagnosticRenderer.Page {
  /// Lines shown in full at the head of a long range; its last line follows.
  private static var headLines: Int { 3 }

  /// The lines of a range, marked; the label stands behind the last of them.
  mutating func snippet(
    of range: SourceRange,
    mark: Character,
    tone: DiagnosticRenderer.Tone,
    label: String? = nil
  ) -> DiagnosticRenderer.Snippet? {
    guard let file = file(range.file) else { return nil }
    let table = table(of: file)
    let start = min(Int(range.start), file.bytes.count)
    let end = min(Int(range.end), file.bytes.count)
    let first = table.line(of: start)
    // A range that takes the line feed along does not reach the next line.
    let last = end > start ? max(first, table.line(of: end - 1)) : first
    let isLong = last - first > Self.headLines
    let shown = Array(first..<(isLong ? first + Self.headLines : last)) + [last]
    let lines = shown.map { line in
      let content = table.bytes(ofLine: line)
      let marked = Self.mark(start..<end, on: content, of: file.bytes, isFirst: line == first)
      return DiagnosticRenderer.SnippetLine(
        number: line,
        bytes: file.bytes[content],
        annotations: marked.map {
          let label = line == last ? label : nil
          return [DiagnosticRenderer.Annotation($0, mark: mark, tone: tone, label: label)]
        } ?? []
      )
    }
    return DiagnosticRenderer.Snippet(
      file: file.id,
      path: file.path,
      line: first,
      column: column(of: start, in: file),
      lines: lines
    )
  }

  /// The column of an offset in Unicode scalars, from 1; inside a line break, that of its end.
  mutating func column(of offset: Int, in file: SourceFile) -> Int {
    let table = table(of: file)
    let line = table.line(of: offset)
    let content = table.bytes(ofLine: line)
    let end = min(max(offset, content.lowerBound), content.upperBound)
    var known = columns[file.id] ?? DiagnosticRenderer.KnownColumns(line: 0, stations: [])
    if known.line != line {
      known = DiagnosticRenderer.KnownColumns(line: line, stations: [(content.lowerBound, 1)])
    }
    let column = known.column(of: end, in: file.bytes)
    columns[file.id] = known
    return column
  }

  /// The part of a line's text that a range covers, in the file's offsets.
  ///
  /// On all but the first line the indentation stays unmarked.
  private static func mark(
    _ range: Range<Int>,
    on content: Range<Int>,
    of bytes: [UInt8],
    isFirst: Bool
  ) -> Range<Int>? {
    if isFirst {
      let start = min(range.lowerBound, content.upperBound)
      return start..<max(start, min(range.upperBound, content.upperBound))
    }
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let start = bytes[content].firstIndex(where: { !isBlank($0) }) else { return nil }
    let end = min(range.upperBound, content.upperBound)
    return start < end ? start..<end : nil
  }
}

extension DiagnosticRenderer {
  /// Columns at some offsets of one line, so that a line of megabytes is counted only once.
  struct KnownColumns {
    /// Bytes between two offsets whose columns are kept.
    private static let stride = 1 << 14

    let line: Int
    /// Ascending; the first is the beginning of the line.
    fileprivate(set) var stations: [(offset: Int, column: Int)]

    fileprivate mutating func column(of offset: Int, in bytes: [UInt8]) -> Int {
      while let last = stations.last, offset - last.offset > 2 * Self.stride {
        var next = last.offset + Self.stride
        // Between two scalars: behind a byte that goes on with one, nothing begins.
        while next < offset, bytes[next] & 0xC0 == 0x80 { next += 1 }
        let column = last.column + DiagnosticRenderer.scalars(in: bytes[last.offset..<next])
        stations.append((next, column))
      }
      var low = 0
      var high = stations.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if stations[middle].offset <= offset { low = middle } else { high = middle }
      }
      guard low < stations.count else { return 1 }
      let station = stations[low]
      return station.column + DiagnosticRenderer.scalars(in: bytes[station.offset..<offset])
    }
  }
}
