extension DiagnosticRenderer {
  /// The text as it grows, and what drawing needs to know about the files.
  struct Page {
    private(set) var text = ""
    private let files: [FileID: SourceFile]
    private let style: Style
    private var tables: [FileID: LineTable] = [:]
    /// Columns of the line numbers in the diagnostic that is being drawn.
    private var gutter = 1

    init(files: [FileID: SourceFile], style: Style) {
      self.files = files
      self.style = style
    }

    mutating func write(_ piece: String, as tone: Tone? = nil) {
      guard let tone, style == .colour, !piece.isEmpty else {
        text += piece
        return
      }
      text += tone.escape + piece + Tone.reset
    }

    mutating func endLine() {
      text += "\n"
    }
  }

  /// What a colour means.
  enum Tone: Hashable {
    case severity(Severity)
    case help
    case gutter
    case message

    static let reset = "\u{1B}[0m"

    var escape: String {
      switch self {
      case .severity(.error): "\u{1B}[1;31m"
      case .severity(.warning): "\u{1B}[1;33m"
      case .severity(.note): "\u{1B}[1;36m"
      case .help: "\u{1B}[1;32m"
      case .gutter: "\u{1B}[1;34m"
      case .message: "\u{1B}[1m"
      }
    }
  }

  /// Lines of one file with marks below them.
  struct Snippet {
    let path: String
    /// From 1.
    let line: Int
    /// From 1, in Unicode scalars.
    let column: Int
    let lines: [SnippetLine]
  }
}

// Drawing a diagnostic from top to bottom.
extension DiagnosticRenderer.Page {
  mutating func draw(_ diagnostic: Diagnostic) {
    let primary = diagnostic.range.flatMap { snippet(of: $0) }
    let related = diagnostic.related.map { ($0.text, snippet(of: $0.range)) }
    let fixes = diagnostic.fixIts.map { ($0.title, editedSnippets(of: $0)) }
    let all = [primary] + related.map(\.1) + fixes.flatMap { $0.1.map(Optional.some) }
    let last = all.compactMap { $0?.lines.map(\.number).max() }.max() ?? 1
    gutter = String(last).utf8.count

    let tone = DiagnosticRenderer.Tone.severity(diagnostic.severity)
    write("\(diagnostic.severity)[\(diagnostic.code.rawValue)]", as: tone)
    write(": " + DisplayWidth.printable(diagnostic.message), as: .message)
    endLine()
    let isFollowed =
      !(related.isEmpty && fixes.isEmpty && diagnostic.notes.isEmpty
      && diagnostic.help.isEmpty)
    if let primary {
      draw(primary, mark: "^", label: diagnostic.label, tone: tone)
      if isFollowed { drawGutter() }
    }
    for (title, place) in related {
      drawTitle("note", title, tone: .severity(.note))
      guard let place else { continue }
      draw(place, mark: "^", label: nil, tone: .severity(.note))
    }
    for note in diagnostic.notes { drawTitle("note", note, tone: .severity(.note)) }
    for help in diagnostic.help { drawTitle("help", help, tone: .help) }
    for (title, places) in fixes {
      drawTitle("help", title, tone: .help)
      for place in places {
        if place.path != primary?.path { drawPlace(place) }
        draw(place.lines, mark: "~", label: nil, tone: .help)
      }
    }
  }

  private mutating func drawTitle(
    _ kind: String,
    _ title: String,
    tone: DiagnosticRenderer.Tone
  ) {
    write(kind, as: tone)
    write(": " + DisplayWidth.printable(title))
    endLine()
  }

  private mutating func drawPlace(_ snippet: DiagnosticRenderer.Snippet) {
    write(String(repeating: " ", count: gutter))
    write("--> ", as: .gutter)
    write("\(DisplayWidth.printable(snippet.path)):\(snippet.line):\(snippet.column)")
    endLine()
  }

  private mutating func drawGutter(number: Int? = nil) {
    let digits = number.map(String.init) ?? ""
    let padding = String(repeating: " ", count: max(gutter - digits.utf8.count, 0))
    write(padding + digits + " |", as: .gutter)
    if number == nil { endLine() }
  }

  private mutating func draw(
    _ snippet: DiagnosticRenderer.Snippet,
    mark: Character,
    label: String?,
    tone: DiagnosticRenderer.Tone
  ) {
    drawPlace(snippet)
    draw(snippet.lines, mark: mark, label: label, tone: tone)
  }

  private mutating func draw(
    _ lines: [DiagnosticRenderer.SnippetLine],
    mark: Character,
    label: String?,
    tone: DiagnosticRenderer.Tone
  ) {
    drawGutter()
    for (index, line) in lines.enumerated() {
      if index > 0, line.number > lines[index - 1].number + 1 {
        write("...", as: .gutter)
        endLine()
      }
      let painted = line.painted(mark: mark)
      drawGutter(number: line.number)
      write(painted.text.isEmpty ? "" : " " + painted.text)
      endLine()
      if painted.marks.isEmpty { continue }
      write(String(repeating: " ", count: gutter) + " |", as: .gutter)
      let isLast = index == lines.count - 1
      let tail = isLast ? label.map { " " + DisplayWidth.printable($0) } ?? "" : ""
      write(" " + painted.indent)
      write(painted.marks + tail, as: tone)
      endLine()
    }
  }
}

// Finding what to draw.
extension DiagnosticRenderer.Page {
  /// Lines shown in full at the head of a long range; its last line follows.
  private static var headLines: Int { 3 }

  func file(_ id: FileID) -> SourceFile? { files[id] }

  mutating func table(of file: SourceFile) -> LineTable {
    if let table = tables[file.id] { return table }
    let table = LineTable(file)
    tables[file.id] = table
    return table
  }

  private mutating func snippet(of range: SourceRange) -> DiagnosticRenderer.Snippet? {
    guard let file = files[range.file] else { return nil }
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
        marks: marked.map { [$0] } ?? []
      )
    }
    let content = table.bytes(ofLine: first)
    let column = DiagnosticRenderer.scalars(
      in: file.bytes[content.lowerBound..<min(max(start, content.lowerBound), content.upperBound)]
    )
    return DiagnosticRenderer.Snippet(
      path: file.path,
      line: first,
      column: column + 1,
      lines: lines
    )
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
