/// Fills the gaps between statements: whatever no statement holds is kept as it is, and so is what
/// shares a line with it.
struct StatementArrangement {
  private let source: SpecPieces
  private var next = 0

  static func arrange(_ statements: [Statement], of source: SpecPieces) -> [Statement] {
    var arrangement = StatementArrangement(source: source)
    let end = source.pieces.last?.end ?? 0
    return arrangement.arrange(statements, upTo: end, behind: nil).statements
  }

  private init(source: SpecPieces) {
    self.source = source
  }

  /// The statements of a block, and whether one that is kept shares a line with its braces.
  private mutating func arrange(
    _ statements: [Statement],
    upTo end: UInt32,
    behind brace: UInt32?
  ) -> (statements: [Statement], touchesBraces: Bool) {
    var arranged: [Statement] = []
    arranged.reserveCapacity(statements.count)
    for statement in statements {
      addUnread(upTo: statement.start, to: &arranged)
      var statement = statement
      arrangeBlocks(of: &statement)
      skip(to: statement.end)
      append(statement, to: &arranged)
    }
    addUnread(upTo: end, to: &arranged)
    guard let brace, let first = arranged.first, let last = arranged.last else {
      return (arranged, false)
    }
    let touches =
      first.isVerbatim && !source.hasLineBreak(brace, first.start)
      || last.isVerbatim && !source.hasLineBreak(last.end, end)
    return (arranged, touches)
  }

  private mutating func arrangeBlocks(of statement: inout Statement) {
    for index in statement.blocks.indices {
      let range = statement.blocks[index].range
      next = source.index(from: range.start) + 1
      let (statements, touchesBraces) = arrange(
        statement.blocks[index].statements,
        upTo: range.end - 1,
        behind: range.start + 1
      )
      statement.blocks[index].statements = statements
      if touchesBraces { return statement.keepVerbatim() }
    }
  }

  private mutating func skip(to offset: UInt32) {
    while next < source.pieces.count, source.pieces[next].start < offset { next += 1 }
  }

  /// Pieces that stand in no statement become one that is kept.
  private mutating func addUnread(upTo end: UInt32, to statements: inout [Statement]) {
    while next < source.pieces.count, source.pieces[next].start < end {
      let piece = source.pieces[next]
      next += 1
      guard piece.kind != .semicolon else { continue }
      append(Statement(unread: piece.start..<piece.end), to: &statements)
    }
  }

  /// What follows on the line of something that is kept is part of it.
  private func append(_ statement: Statement, to statements: inout [Statement]) {
    if let last = statements.last, last.isVerbatim || statement.isVerbatim,
      !source.hasLineBreak(last.end, statement.start)
    {
      statements[statements.count - 1].join(statement.start, statement.end)
    } else {
      statements.append(statement)
    }
  }
}
