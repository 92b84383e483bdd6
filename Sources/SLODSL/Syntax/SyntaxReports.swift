/// The diagnostics of one file while it is read: bounded, so that hostile input stays cheap.
struct SyntaxReports: Sendable {
  /// How many problems of one file are worth reading.
  static let limit = 100

  private(set) var diagnostics: [Diagnostic] = []
  /// The first problem beyond the limit; whoever reads may stop there.
  private(set) var overflow: Diagnostic?
  /// How many there were, shown or not.
  private(set) var count = 0

  mutating func append(_ diagnostic: Diagnostic) {
    count += 1
    if diagnostics.count < Self.limit {
      diagnostics.append(diagnostic)
    } else if overflow == nil {
      overflow = diagnostic
    }
  }

  /// Both collections in source order, cut at the limit with one more saying so.
  ///
  /// - Parameter forgiven: what the parser skipped after a report of its own, in source order; what
  ///   the lexer found there is left out.
  static func merge(
    _ one: SyntaxReports,
    _ other: SyntaxReports,
    forgiven: [SourceRange] = []
  ) -> [Diagnostic] {
    let lexical = one.diagnostics.filter { diagnostic in
      guard let range = diagnostic.range else { return true }
      return !forgiven.contains { $0.start <= range.start && range.end <= $0.end }
    }
    let all = (lexical + other.diagnostics).ordered
    guard all.count > limit || one.overflow != nil || other.overflow != nil else { return all }
    let next = all.count > limit ? all[limit] : one.overflow ?? other.overflow
    return all.prefix(limit) + [.tooManyProblems(limit, at: next?.range)]
  }
}
