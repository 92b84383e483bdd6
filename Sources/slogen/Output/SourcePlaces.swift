import SLODSL

/// Ranges as programs want them: files, lines, columns and bytes.
struct SourcePlaces {
  /// One end of a range.
  struct Point: Hashable {
    /// From 1.
    let line: Int
    /// From 1, in Unicode scalars.
    let column: Int
    /// From 0, in bytes of the file.
    let offset: Int
  }

  /// A half-open range of a file.
  struct Place: Hashable {
    let path: String
    let start: Point
    let end: Point
  }

  private let files: [FileID: (path: String, size: Int, lines: LineTable)]

  /// - Parameters:
  ///   - files: every file that a range of the diagnostics may lie in.
  ///   - diagnostics: what will be asked for.
  init(_ files: [SourceFile], for diagnostics: [Diagnostic]) {
    var named: Set<FileID> = []
    for diagnostic in diagnostics {
      for range in diagnostic.ranges { named.insert(range.file) }
    }
    let wanted = files.filter { named.contains($0.id) }
      .map { ($0.id, ($0.path, $0.bytes.count, LineTable($0))) }
    self.files = Dictionary(wanted) { first, _ in first }
  }

  /// Where a range lies, clipped to its file; nil when nobody knows the file.
  func place(of range: SourceRange) -> Place? {
    guard let (path, size, lines) = files[range.file] else { return nil }
    let point = { (offset: UInt32) in
      let offset = min(offset, UInt32(truncatingIfNeeded: size))
      let position = lines.scalarPosition(of: offset)
      return Point(line: position.line, column: position.column, offset: Int(offset))
    }
    return Place(path: path, start: point(range.start), end: point(range.end))
  }
}

extension Diagnostic {
  fileprivate var ranges: [SourceRange] {
    [range].compactMap(\.self) + related.map(\.range) + fixIts.flatMap { $0.edits.map(\.range) }
  }

  /// The message with all that is said below it, in lines.
  var lines: [String] {
    [message] + [label].compactMap(\.self) + notes.map { "note: " + $0 }
      + help.map { "help: " + $0 } + fixIts.map { "help: " + $0.title }
  }
}
