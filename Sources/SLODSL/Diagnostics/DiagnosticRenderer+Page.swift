extension DiagnosticRenderer {
  /// The text as it grows, and what drawing needs to know about the files.
  struct Page {
    private(set) var text = ""
    private let files: [FileID: SourceFile]
    private let style: Style
    /// Columns of the terminal; nil where lines may be of any length.
    private let width: Int?
    /// Columns that were asked for, in one line of each file.
    var columns: [FileID: DiagnosticRenderer.KnownColumns] = [:]
    private var tables: [FileID: LineTable] = [:]
    /// Columns of the line numbers in the diagnostic that is being drawn.
    private var gutter = 1

    init(_ renderer: DiagnosticRenderer) {
      files = renderer.files
      style = renderer.style
      width = renderer.width
    }

    /// Columns of source text that are shown of a line.
    private var textColumns: Int {
      guard let width else { return 100 }
      // Line numbers of more digits are rare; the terminal breaks what is a column too long.
      return min(max(width - 8, 20), 160)
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
    let file: FileID
    let path: String
    /// From 1.
    let line: Int
    /// From 1, in Unicode scalars.
    let column: Int
    var lines: [SnippetLine]
  }
}

// Drawing a diagnostic from top to bottom.
extension DiagnosticRenderer.Page {
  mutating func draw(_ diagnostic: Diagnostic) {
    let tone = DiagnosticRenderer.Tone.severity(diagnostic.severity)
    var primary = diagnostic.range.flatMap {
      snippet(of: $0, mark: "^", tone: tone, label: diagnostic.label)
    }
    let separate = merge(diagnostic.related, into: &primary)
      .map { related in
        (related.text, snippet(of: related.range, mark: "^", tone: .severity(.note)))
      }
    let fixes = diagnostic.fixIts.map { ($0.title, editedSnippets(of: $0)) }
    let all = [primary] + separate.map(\.1) + fixes.flatMap { $0.1.map(Optional.some) }
    gutter = String(all.compactMap { $0?.lines.map(\.number).max() }.max() ?? 1).utf8.count

    let code = "\(diagnostic.severity)[\(diagnostic.code.rawValue)]"
    drawTitle(code, diagnostic.message, tone: tone, textTone: .message)
    if let primary {
      drawPlace(primary)
      draw(primary.lines)
      let isFollowed =
        !(separate.isEmpty && fixes.isEmpty && diagnostic.notes.isEmpty
        && diagnostic.help.isEmpty)
      if isFollowed { drawGutter() }
    }
    for (text, place) in separate {
      drawTitle("note", text, tone: .severity(.note))
      guard let place else { continue }
      drawPlace(place)
      draw(place.lines)
    }
    for note in diagnostic.notes { drawTitle("note", note, tone: .severity(.note)) }
    for help in diagnostic.help { drawTitle("help", help, tone: .help) }
    for (title, places) in fixes {
      drawTitle("help", title, tone: .help)
      for place in places {
        if place.path != primary?.path { drawPlace(place) }
        draw(place.lines)
      }
    }
  }

  /// Puts related places of the same file into the snippet, as far as they can be seen there.
  ///
  /// Returns the others, which are drawn by themselves.
  private mutating func merge(
    _ related: [Diagnostic.Related],
    into snippet: inout DiagnosticRenderer.Snippet?
  ) -> [Diagnostic.Related] {
    guard var merged = snippet, merged.lines.count == 1 else { return related }
    var separate: [Diagnostic.Related] = []
    for place in related {
      guard place.range.file == merged.file, merged.lines.count < Self.mergedLines,
        let other = self.snippet(of: place.range, mark: "-", tone: .gutter, label: place.text),
        other.lines.count == 1, let line = other.lines.first
      else {
        separate.append(place)
        continue
      }
      if let index = merged.lines.firstIndex(where: { $0.number == line.number }) {
        // In a line that is cut, one of the two might not be seen.
        guard line.fits(in: textColumns), merged.lines[index].annotations.count < 4 else {
          separate.append(place)
          continue
        }
        merged.lines[index].annotations += line.annotations
      } else {
        merged.lines.append(line)
      }
    }
    merged.lines.sort { $0.number < $1.number }
    snippet = merged
    return separate
  }

  /// Lines of one snippet that places are merged into.
  private static var mergedLines: Int { 6 }

  private mutating func drawTitle(
    _ kind: String,
    _ title: String,
    tone: DiagnosticRenderer.Tone,
    textTone: DiagnosticRenderer.Tone? = nil
  ) {
    let title = DisplayWidth.printable(title)
    write(kind, as: tone)
    guard let width else {
      write(": " + title, as: textTone)
      endLine()
      return
    }
    // What is broken goes on below its beginning, unless that leaves too little room.
    let taken = kind.utf8.count + 2
    let indent = taken <= width / 3 ? taken : 2
    let lines = TextWrapping.lines(of: title, width: width - indent, taken: taken - indent)
    for (index, line) in lines.enumerated() {
      write(index == 0 ? ": " : String(repeating: " ", count: indent), as: textTone)
      write(line, as: textTone)
      endLine()
    }
    if lines.isEmpty { endLine() }
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

  private mutating func draw(_ lines: [DiagnosticRenderer.SnippetLine]) {
    drawGutter()
    for (index, line) in lines.enumerated() {
      if index > 0, line.number > lines[index - 1].number + 1 {
        write("...", as: .gutter)
        endLine()
      }
      let painted = line.painted(columns: textColumns)
      drawGutter(number: line.number)
      write(painted.text.isEmpty ? "" : " " + painted.text)
      endLine()
      if painted.marks.isEmpty { continue }
      let room = width.map { $0 - gutter - 3 }
      for row in DiagnosticRenderer.rows(painted.marks, width: room) {
        write(String(repeating: " ", count: gutter) + " |", as: .gutter)
        var column = -1
        for piece in row {
          write(String(repeating: " ", count: max(piece.column - column, 0)))
          write(piece.text, as: piece.tone)
          column = piece.column + DisplayWidth.of(piece.text[...])
        }
        endLine()
      }
    }
  }
}

// The files.
extension DiagnosticRenderer.Page {
  func file(_ id: FileID) -> SourceFile? { files[id] }

  mutating func table(of file: SourceFile) -> LineTable {
    if let table = tables[file.id] { return table }
    let table = LineTable(file)
    tables[file.id] = table
    return table
  }
}
