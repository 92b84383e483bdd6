/// A statement or, where nothing could be read, bytes between statements.
struct Statement {
  private(set) var start: UInt32
  private(set) var end: UInt32
  var blocks: [StatementBlock] = []
  /// Whether its bytes stay as they are, because something in it could not be read.
  private(set) var isVerbatim = false

  init(_ range: SourceRange) {
    start = range.start
    end = range.end
  }

  /// Bytes that belong to no statement.
  init(unread range: Range<UInt32>) {
    start = range.lowerBound
    end = range.upperBound
    isVerbatim = true
  }

  mutating func keepVerbatim() {
    isVerbatim = true
    blocks = []
  }

  /// Takes in bytes beside it.
  mutating func join(_ start: UInt32, _ end: UInt32) {
    self.start = min(self.start, start)
    self.end = max(self.end, end)
    keepVerbatim()
  }
}

/// What stands between braces.
struct StatementBlock {
  /// With the braces.
  let range: SourceRange
  var statements: [Statement]
}

extension [Statement] {
  /// Marks the innermost statement around a mistake; where there is none, the bytes of the mistake
  /// become a statement of their own.
  mutating func keepVerbatim(_ mistake: SourceRange) {
    let touched = indices.filter { self[$0].start <= mistake.end && mistake.start <= self[$0].end }
    if touched.isEmpty {
      guard mistake.start < mistake.end else { return }
      let place = firstIndex { $0.start >= mistake.end } ?? count
      insert(Statement(unread: mistake.start..<mistake.end), at: place)
      return
    }
    let (only, last) = (touched[0], touched[touched.count - 1])
    guard only == last, self[only].start <= mistake.start, mistake.end <= self[only].end else {
      self[only].join(mistake.start, Swift.max(mistake.end, self[last].end))
      removeSubrange(only + 1..<last + 1)
      return
    }
    let block = self[only].blocks.firstIndex {
      $0.range.start < mistake.start && mistake.end < $0.range.end
    }
    guard let block else { return self[only].keepVerbatim() }
    self[only].blocks[block].statements.keepVerbatim(mistake)
  }
}
