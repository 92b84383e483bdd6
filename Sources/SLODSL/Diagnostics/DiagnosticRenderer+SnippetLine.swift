extension DiagnosticRenderer {
  /// One line of source text and what is said about parts of it.
  struct SnippetLine {
    /// From 1.
    let number: Int
    /// Without the line's end.
    let bytes: ArraySlice<UInt8>
    /// Ranges are indices of `bytes`; an empty range marks a place between two bytes.
    var annotations: [Annotation]
  }

  /// A line as it is printed.
  struct PaintedLine {
    let text: String
    /// What is marked in it, by columns; what lies outside of the shown part is left out.
    let marks: [PlacedAnnotation]
  }

  /// The scalars that bytes decode to; each run of bytes that is not UTF-8 counts as one.
  static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    forEachScalar(in: bytes) { _, _ in count += 1 }
    return count
  }

  static func forEachScalar(
    in bytes: ArraySlice<UInt8>,
    _ body: (_ offset: Int, _ scalar: Unicode.Scalar) -> Void
  ) {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        body(offset, UTF8.decode(encoded))
        offset += encoded.count
      case .error(let length):
        body(offset, "\u{FFFD}")
        offset += length
      case .emptyInput:
        return
      }
    }
  }
}

extension DiagnosticRenderer.SnippetLine {
  /// Bytes in front of the first mark, and behind it, that are looked at in a very long line.
  private static var bytesAround: Int { 1_000 }
  private static var tabStop: Int { 4 }

  /// What stands in some columns: a scalar and those that combine with it.
  private struct Cell {
    let offset: Int
    let column: Int
    let width: Int
    var text: String.UnicodeScalarView
  }

  /// - Parameter columns: of the source text that are shown.
  func painted(columns: Int) -> DiagnosticRenderer.PaintedLine {
    let near = nearMarks
    let cells = Self.cells(of: near)
    let width = cells.last.map { $0.column + $0.width } ?? 0
    let spans = annotations.map { annotation in
      let start = Self.column(of: annotation.range.lowerBound, in: cells, width: width)
      let end = Self.column(of: annotation.range.upperBound, in: cells, width: width)
      return start..<max(end, start + 1)
    }
    let window = Self.window(on: spans, width: width, columns: columns)
    let isCutLeft = window.lowerBound > 0 || near.startIndex > bytes.startIndex
    let isCutRight = window.upperBound < width || near.endIndex < bytes.endIndex

    var text = String.UnicodeScalarView()
    if isCutLeft { text.append("…") }
    for cell in cells where window.lowerBound <= cell.column {
      if cell.column + cell.width > window.upperBound { break }
      text.append(contentsOf: cell.text)
    }
    if isCutRight { text.append("…") }
    let shift = (isCutLeft ? 1 : 0) - window.lowerBound
    let marks =
      zip(spans, annotations).compactMap { span, annotation in
        let start = max(span.lowerBound, window.lowerBound)
        let end = min(span.upperBound, max(window.upperBound, start + 1))
        guard start < end, start <= window.upperBound else { return nil }
        return DiagnosticRenderer.PlacedAnnotation(
          columns: start + shift..<end + shift,
          annotation: annotation
        )
      } as [DiagnosticRenderer.PlacedAnnotation]
    return DiagnosticRenderer.PaintedLine(text: Self.withoutLastBlanks(text), marks: marks)
  }

  /// Whether all of the line is shown in so many columns, whatever is marked in it.
  func fits(in columns: Int) -> Bool {
    // A character has at least as many bytes as columns, but for tabs.
    let tabs = bytes.count <= columns ? bytes.count { $0 == UInt8(ascii: "\t") } : 0
    return bytes.count + tabs * (Self.tabStop - 1) <= columns
  }

  private static func withoutLastBlanks(_ text: String.UnicodeScalarView) -> String {
    var end = text.endIndex
    while end > text.startIndex {
      let before = text.index(before: end)
      guard text[before] == " " else { break }
      end = before
    }
    return String(text[..<end])
  }

  /// The part of the line that is worth decoding: all of it, or the surroundings of the first mark.
  private var nearMarks: ArraySlice<UInt8> {
    guard bytes.count > 2 * Self.bytesAround else { return bytes }
    let focus = annotations.first?.range.lowerBound ?? bytes.startIndex
    var start = max(bytes.startIndex, focus - Self.bytesAround)
    var end = min(bytes.endIndex, focus + Self.bytesAround)
    let isContinuation = { (byte: UInt8) in byte & 0xC0 == 0x80 }
    while start < focus, isContinuation(bytes[start]) { start += 1 }
    while end > focus, end < bytes.endIndex, isContinuation(bytes[end]) { end -= 1 }
    return bytes[start..<end]
  }

  private static func cells(of bytes: ArraySlice<UInt8>) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    DiagnosticRenderer.forEachScalar(in: bytes) { offset, scalar in
      var text = String.UnicodeScalarView()
      var width = 1
      if scalar == "\t" {
        width = tabStop - column % tabStop
        text.append(contentsOf: repeatElement(" ", count: width))
      } else if DisplayWidth.isUnprintable(scalar) {
        text.append("\u{FFFD}")
      } else {
        width = DisplayWidth.of(scalar)
        text.append(scalar)
      }
      if width == 0, let last = cells.indices.last {
        // A hundred marks on one letter are nobody's alphabet.
        if cells[last].text.count < 8 { cells[last].text.append(scalar) }
        return
      }
      cells.append(Cell(offset: offset, column: column, width: width, text: text))
      column += width
    }
    return cells
  }

  private static func column(of offset: Int, in cells: [Cell], width: Int) -> Int {
    cells.first { $0.offset >= offset }?.column ?? width
  }

  /// The columns to show: from the start when the marks are there, else the marks' surroundings.
  private static func window(on spans: [Range<Int>], width: Int, columns: Int) -> Range<Int> {
    guard width > columns else { return 0..<width }
    let first = spans.first ?? 0..<1
    if first.upperBound < columns { return 0..<columns }
    let start = max(0, min(first.lowerBound - columns / 3, width - columns))
    return start..<min(width, start + columns)
  }
}
