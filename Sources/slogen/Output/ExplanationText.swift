import Codegen
import SLODSL

/// Sections of an explanation as a terminal shows them.
struct ExplanationText {
  private let style: DiagnosticRenderer.Style
  private let width: Int
  private let lines: [FileID: (path: String, lines: LineTable)]
  private(set) var text = ""

  init(files: [SourceFile], style: DiagnosticRenderer.Style, width: Int) {
    self.style = style
    self.width = width
    lines = Dictionary(files.map { ($0.id, ($0.path, LineTable($0))) }) { first, _ in first }
  }

  mutating func write(title: String, summary: String, origin: SourceRange?) {
    if !text.isEmpty { text += "\n" }
    text += style.painting(DisplayWidth.printable(title), "1")
    if let origin { text += style.painting("  " + place(of: origin), "2") }
    text += "\n"
    if !summary.isEmpty { text += DisplayWidth.printable(summary) + "\n" }
  }

  mutating func write(_ section: ExplanationSection) {
    text += "\n" + style.painting(section.heading, "1") + "\n"
    let table = (section.titles.isEmpty ? [] : [section.titles]) + section.rows.map(\.cells)
    let columns = table.map(\.count).max() ?? 0
    // The last column of a table without titles is prose: it has no width of its own.
    let measured = section.titles.isEmpty ? max(columns - 1, 0) : columns
    let widths = (0..<measured).map { column in
      table.compactMap { $0.indices.contains(column) ? Self.columns(of: $0[column]) : nil }
        .max()
        ?? 0
    }
    if !section.titles.isEmpty {
      text += "  " + style.painting(line(of: section.titles, widths), "2") + "\n"
    }
    for row in section.rows {
      let cells = row.cells.map { DisplayWidth.printable($0) }
      var written = "  " + line(of: cells, widths)
      let source = row.origin.map { place(of: $0) } ?? row.source
      if let source { written += "   " + style.painting(source, "2") }
      text += written + "\n"
    }
    for remark in section.remarks {
      for line in TextWrapping.lines(of: remark, width: width - 2) { text += "  " + line + "\n" }
    }
  }

  private func line(of cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += "  " }
      line += cell
      let isLast = index == cells.count - 1
      if !isLast, widths.indices.contains(index) {
        line += String(repeating: " ", count: max(0, widths[index] - Self.columns(of: cell)))
      }
    }
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }

  private static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
  }

  private func place(of range: SourceRange) -> String {
    guard let (path, table) = lines[range.file] else { return "" }
    return "\(path):\(table.position(of: range.start).line)"
  }
}
