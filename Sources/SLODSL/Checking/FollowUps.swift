/// Tells which findings of the checker are consequences of a file's syntax errors.
///
/// What the parser could not read is missing from its tree, so that the checker would complain
/// about the gap. A finding is such a complaint
/// - when it touches the very place of a syntax error,
/// - when its statement holds one that the parser could not mend,
/// - when it says that a block lacks something, and the block holds any.
///
/// An error that comes with an edit was read as the edit would have it: what else is wrong with its
/// statement is told.
struct FollowUps {
  private struct Mistake {
    let range: SourceRange
    let isMended: Bool
  }

  private let files: [FileID: (syntax: SpecSyntax, mistakes: [Mistake])]

  init(_ files: [SpecSyntax]) {
    var broken: [FileID: (SpecSyntax, [Mistake])] = [:]
    for file in files {
      let mistakes = file.diagnostics.filter { $0.severity == .error }.compactMap { diagnostic in
        diagnostic.range.map { Mistake(range: $0, isMended: !diagnostic.fixIts.isEmpty) }
      }
      if !mistakes.isEmpty { broken[file.file.id] = (file, mistakes) }
    }
    self.files = broken
  }

  /// Whether a syntax error explains a finding.
  func explain(_ diagnostic: Diagnostic) -> Bool {
    guard let range = diagnostic.range, let (syntax, mistakes) = files[range.file] else {
      return false
    }
    if mistakes.contains(where: { $0.range.start <= range.end && range.start <= $0.range.end }) {
      return true
    }
    // What is missing may be what even a mended mistake left out.
    let saysMissing = diagnostic.code == .SLO2007
    let causes = mistakes.filter { saysMissing || !$0.isMended }.map(\.range)
    guard !causes.isEmpty else { return false }
    var siblings = syntax.declarations
    var end = UInt32(syntax.file.bytes.count)
    // Down to the innermost statement that holds the finding.
    while let place = siblings.lastIndex(startingBefore: range.start) {
      let statement = siblings[place]
      // What was skipped behind a statement belongs to it.
      let behind = place + 1 < siblings.count ? siblings[place + 1].range.start : end
      let bodies = statement.bodies
      if let body = bodies.first(where: {
        $0.range.start < range.start && range.start < $0.range.end
      }) {
        (siblings, end) = (body.declarations, body.range.end)
        continue
      }
      return causes.contains { mistake in
        guard statement.range.start <= mistake.start, mistake.start <= behind else { return false }
        return saysMissing
          || !bodies.contains { $0.range.start < mistake.start && mistake.start < $0.range.end }
      }
    }
    return false
  }
}

extension [Declaration] {
  /// The last declaration that begins at or in front of an offset; they stand in source order.
  fileprivate func lastIndex(startingBefore offset: UInt32) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}

extension Declaration {
  /// The blocks of a declaration.
  fileprivate var bodies: [Block] {
    switch self {
    case .importation, .binding, .receiver, .input, .use, .setting, .call: []
    case .metric(let metric): metric.body.map { [$0] } ?? []
    case .project(let block), .policy(let block), .interval(let block): [block.body]
    case .template(let template): [template.body]
    case .service(let service): service.body.map { [$0] } ?? []
    case .slo(let slo): slo.body.map { [$0] } ?? []
    case .loop(let loop): [loop.body]
    case .conditional(let conditional):
      [conditional.body] + (conditional.otherwise.map { [$0] } ?? [])
    case .reserved(let reserved): reserved.body.map { [$0] } ?? []
    }
  }
}
