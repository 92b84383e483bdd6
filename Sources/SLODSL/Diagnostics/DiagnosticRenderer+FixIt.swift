extension DiagnosticRenderer.Page {
  /// Places and lines that are shown of one fix-it.
  private static var placeLimit: Int { 4 }
  private static var lineLimit: Int { 6 }
  /// Bytes of a very long line in front of the first edit, between two, and behind the last one.
  private static var bytesAround: Int { 2_000 }

  /// Edits whose lines touch: they are shown as one piece of text.
  private struct Cluster {
    let file: SourceFile
    /// Lines of the file before the edit, from 1.
    var lines: ClosedRange<Int>
    var edits: [FixIt.Edit]
  }

  /// The lines as they read once the edits are applied, with the new text marked.
  mutating func editedSnippets(of fixIt: FixIt) -> [DiagnosticRenderer.Snippet] {
    var clusters: [Cluster] = []
    for edit in fixIt.edits.sorted(by: { $0.range < $1.range }) {
      guard let file = file(edit.range.file), Int(edit.range.end) <= file.bytes.count
      else { continue }
      let table = table(of: file)
      let first = table.line(of: Int(edit.range.start))
      let last = table.line(of: Int(edit.range.end))
      if let cluster = clusters.last, cluster.file.id == file.id,
        cluster.lines.upperBound >= first,
        let previous = cluster.edits.last?.range,
        Int(edit.range.start) - Int(previous.end) <= Self.bytesAround
      {
        // Edits that overlap cannot both be applied; the first wins.
        guard previous.end <= edit.range.start else { continue }
        clusters[clusters.count - 1].lines =
          cluster.lines.lowerBound...max(cluster.lines.upperBound, last)
        clusters[clusters.count - 1].edits.append(edit)
      } else {
        clusters.append(Cluster(file: file, lines: first...last, edits: [edit]))
      }
    }
    return clusters.prefix(Self.placeLimit).map { snippet(of: $0) }
  }

  private mutating func snippet(of cluster: Cluster) -> DiagnosticRenderer.Snippet {
    let bytes = cluster.file.bytes
    let table = table(of: cluster.file)
    let content =
      table.bytes(ofLine: cluster.lines.lowerBound)
      .lowerBound..<table.bytes(ofLine: cluster.lines.upperBound).upperBound
    let first = Int(cluster.edits.first?.range.start ?? 0)
    let last = Int(cluster.edits.last?.range.end ?? 0)
    var start = max(content.lowerBound, first - Self.bytesAround)
    var end = max(last, min(content.upperBound, last + Self.bytesAround))
    // No character is torn apart; four bytes are the longest.
    while start > content.lowerBound, start > first - Self.bytesAround - 4,
      bytes[start] & 0xC0 == 0x80
    {
      start -= 1
    }
    while end < content.upperBound, end < last + Self.bytesAround + 4, bytes[end] & 0xC0 == 0x80 {
      end += 1
    }

    var edited: [UInt8] = []
    var marks: [Range<Int>] = []
    var position = start
    for edit in cluster.edits {
      edited += bytes[position..<max(position, Int(edit.range.start))]
      let from = edited.count
      edited += edit.replacement.utf8
      marks.append(from..<edited.count)
      position = max(position, Int(edit.range.end))
    }
    if position < end { edited += bytes[position..<end] }

    let editedTable = LineTable(edited)
    let lines = (1...min(editedTable.count, Self.lineLimit)).map { line in
      let content = editedTable.bytes(ofLine: line)
      return DiagnosticRenderer.SnippetLine(
        number: cluster.lines.lowerBound + line - 1,
        bytes: edited[content],
        annotations: marks.compactMap { Self.clip($0, to: content) }
          .map { DiagnosticRenderer.Annotation($0, mark: "~", tone: .help) }
      )
    }
    return DiagnosticRenderer.Snippet(
      file: cluster.file.id,
      path: cluster.file.path,
      line: cluster.lines.lowerBound,
      column: column(of: first, in: cluster.file),
      lines: lines
    )
  }

  private static func clip(_ mark: Range<Int>, to content: Range<Int>) -> Range<Int>? {
    guard mark.lowerBound <= content.upperBound, mark.upperBound >= content.lowerBound
    else { return nil }
    let clipped = mark.clamped(to: content)
    return clipped.isEmpty && !mark.isEmpty ? nil : clipped
  }
}

extension LineTable {
  /// The line, from 1, that holds an offset.
  func line(of offset: Int) -> Int {
    position(of: UInt32(truncatingIfNeeded: offset)).line
  }
}
