extension DiagnosticRenderer {
  /// One line of source text and the parts of it that are marked.
  struct SnippetLine {
    /// From 1.
    let number: Int
    /// Without the line's end.
    let bytes: ArraySlice<UInt8>
    /// Indices of `bytes`; an empty range marks a place between two bytes.
    let marks: [Range<Int>]
  }

  /// A line as it is printed.
  struct PaintedLine {
    let text: String
    /// Blanks in front of the first mark.
    let indent: String
    /// The marks and the blanks between them; empty when nothing is marked.
    let marks: String
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
  /// Columns of source text that are shown of a line.
  private static var textColumns: Int { 100 }
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

  func painted(mark: Character) -> DiagnosticRenderer.PaintedLine {
    let near = nearMarks
    let cells = Self.cells(of: near)
    let width = cells.last.map { $0.column + $0.width } ?? 0
    let spans = marks.map { span in
      let start = Self.column(of: span.lowerBound, in: cells, width: width)
      let end = Self.column(of: span.upperBound, in: cells, width: width)
      return start..<max(end, start + 1)
    }
    let window = Self.window(on: spans, width: width)
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
    let visible = spans.compactMap { span -> Range<Int>? in
      let start = max(span.lowerBound, window.lowerBound)
      let end = min(span.upperBound, max(window.upperBound, start + 1))
      return start < end && start <= window.upperBound ? start + shift..<end + shift : nil
    }
    return Self.paint(visible, mark: mark, text: String(text))
  }

  private static func paint(
    _ spans: [Range<Int>],
    mark: Character,
    text: String
  ) -> DiagnosticRenderer.PaintedLine {
    var marks = ""
    var column = spans.first?.lowerBound ?? 0
    let indent = String(repeating: " ", count: column)
    for span in spans where span.upperBound > column {
      marks += String(repeating: " ", count: max(span.lowerBound - column, 0))
      marks += String(repeating: mark, count: span.upperBound - max(span.lowerBound, column))
      column = span.upperBound
    }
    var end = text.unicodeScalars.endIndex
    while end > text.unicodeScalars.startIndex {
      let before = text.unicodeScalars.index(before: end)
      guard text.unicodeScalars[before] == " " else { break }
      end = before
    }
    return DiagnosticRenderer.PaintedLine(
      text: String(text.unicodeScalars[..<end]),
      indent: indent,
      marks: marks
    )
  }

  /// The part of the line that is worth decoding: all of it, or the surroundings of the first mark.
  private var nearMarks: ArraySlice<UInt8> {
    guard bytes.count > 2 * Self.bytesAround else { return bytes }
    let focus = marks.first?.lowerBound ?? bytes.startIndex
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
  private static func window(on spans: [Range<Int>], width: Int) -> Range<Int> {
    guard width > textColumns else { return 0..<width }
    let first = spans.first ?? 0..<1
    if first.upperBound < textColumns { return 0..<textColumns }
    let start = max(0, min(first.lowerBound - textColumns / 3, width - textColumns))
    return start..<min(width, start + textColumns)
  }
}
