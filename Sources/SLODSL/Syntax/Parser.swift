/// Reads tokens into syntax by recursive descent.
///
/// It never fails: what cannot be read is reported once and left out, or stands as `missing`. It
/// does not judge what may stand where; the checker does.
///
/// A class, though nothing shares it: unoptimised code copies a struct of this size into the frame
/// of every caller of every getter, which made 40 kB of stack for each level of nesting.
package final class Parser {
  /// Blocks, brackets, prefix operators and interpolations nest at most this deep.
  static let nestingLimit = Lexer.nestingLimit
  /// The height of an expression's tree, so that later passes may walk it by recursion.
  static let heightLimit = 1024

  let source: SourceFile
  let tokens: [Token]
  let documentation: [Lexemes.DocumentationLine]
  let swallowedEnd: Bool
  var reports = SyntaxReports()

  /// Index of the token to be read next; never behind `endOfFile`.
  var index = 0
  var documentationIndex = 0
  /// First token of the statement that is being read.
  var statementStart: Token
  var openBlocks: [OpenBlock] = []
  /// The first block whose closing brace is indented unlike its beginning.
  var suspect: OpenBlock?
  /// Every open block ends here: a brace is missing, and that has been said.
  var isLeavingBlocks = false
  /// Open declarations of other targets, whose insides may hold blocks we know nothing of.
  var reservedBlocks = 0
  var nesting = 0
  /// Open `(`, `[` and interpolations: line breaks mean nothing inside.
  var brackets = 0
  /// Height of the expression that was read last.
  var height = 0
  /// Whether `-` at the start of a line separates items.
  var isInDashedList = false
  /// The token at which something unexpected was reported last.
  var reportedIndex = -1
  /// What `where` narrows while its predicate is read outside brackets.
  var selection: SourceRange?
  /// Index of the token with which the value of a setting or a `let` begins.
  var valueStart = -1
  /// What was skipped after a report: nothing that the lexer found there is told.
  var forgiven: [SourceRange] = []
  /// Names of declarations that were skipped: their uses are no mistakes.
  var lostNames: [String] = []
  /// Expressions of PromQL in the block at hand, to be told together.
  var foreignQueries: [ForeignQueryPlace] = []
  /// Up to this token, commas between settings have been reported.
  var mendedCommas = -1

  private init(_ source: SourceFile, _ lexemes: Lexemes) {
    self.source = source
    tokens = lexemes.tokens
    documentation = lexemes.documentation
    swallowedEnd = lexemes.swallowedEnd
    statementStart = lexemes.tokens[0]
  }

  /// The syntax of a file, with everything that is wrong with it.
  package static func parse(_ file: SourceFile) -> SpecSyntax {
    if let foreign = ForeignDocument.diagnostic(in: file) {
      return SpecSyntax(file: file, declarations: [], comments: [], diagnostics: [foreign])
    }
    let (lexemes, lexical) = Lexer.lexing(file)
    let parser = Parser(file, lexemes)
    let declarations = parser.parseStatements()
    parser.reportForeignQueries()
    parser.reportRemainingDocumentation()
    return SpecSyntax(
      file: file,
      declarations: declarations,
      comments: lexemes.comments,
      diagnostics: SyntaxReports.merge(lexical, parser.reports, forgiven: parser.forgiven),
      lostNames: parser.lostNames
    )
  }

  // MARK: Tokens

  var current: Token { tokens[index] }

  var previous: Token? { index > 0 ? tokens[index - 1] : nil }

  /// The token so many places ahead; the end of the file beyond it.
  func peek(_ distance: Int = 1) -> Token {
    tokens[min(index + distance, tokens.count - 1)]
  }

  @discardableResult
  func take() -> Token {
    let token = tokens[index]
    if index + 1 < tokens.count { index += 1 }
    return token
  }

  func take(_ kind: TokenKind) -> Bool {
    guard current.kind == kind else { return false }
    take()
    return true
  }

  func range(_ token: Token) -> SourceRange { token.range(in: source.id) }

  /// From a token to the last one that was read.
  func range(from first: Token) -> SourceRange {
    let end = max(previous?.end ?? first.end, first.end)
    return SourceRange(file: source.id, start: Int(first.start), end: Int(end))
  }

  /// The empty place behind the last token that was read.
  var placeBehind: SourceRange {
    let end = Int(previous?.end ?? 0)
    return SourceRange(file: source.id, start: end, end: end)
  }

  /// The blanks in front of the current token; an empty place where a comment or a line break
  /// stands there, which no edit should take along.
  var blanksBefore: SourceRange {
    let end = Int(current.start)
    let start = min(Int(previous?.end ?? 0), end)
    let isBlank = source.bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return SourceRange(file: source.id, start: isBlank ? start : end, end: end)
  }

  func bytes(_ token: Token) -> ArraySlice<UInt8> {
    source.bytes[Int(token.start)..<Int(token.end)]
  }

  func text(_ token: Token) -> String { String(decoding: bytes(token), as: UTF8.self) }

  /// The keyword that a plain identifier spells.
  func keyword(_ token: Token) -> Keyword? {
    token.kind == .identifier ? Keyword(bytes(token)) : nil
  }

  /// Whether a token is a name of either sort.
  func isName(_ token: Token) -> Bool {
    token.kind == .identifier || token.kind == .quotedIdentifier
  }

  /// The name that a token spells, without its back-ticks.
  func name(_ token: Token) -> Name {
    guard token.kind == .quotedIdentifier else {
      return Name(text: text(token), range: range(token))
    }
    var content = bytes(token).dropFirst()
    if content.last == UInt8(ascii: "`") { content = content.dropLast() }
    return Name(text: String(decoding: content, as: UTF8.self), range: range(token), isQuoted: true)
  }

  // MARK: Reports

  /// Notes a problem; one too many ends the reading.
  func report(_ diagnostic: Diagnostic) {
    reports.append(diagnostic)
    if reports.overflow != nil { index = tokens.count - 1 }
  }

  /// Whether what stands here is the consequence of something already reported.
  var isFollowUp: Bool {
    current.isBroken || current.kind == .invalid || previous?.isBroken ?? false
      || index == reportedIndex
      || current.kind == .endOfFile && swallowedEnd
  }

  /// Reports what stands here, unless that has happened.
  func reportUnexpected(expected: String) {
    guard !isFollowUp else { return }
    reportedIndex = index
    report(.unexpected(shown(current), expected: expected, at: placeOfCurrent))
  }

  /// The token, or the end of the line when the token stands behind it.
  var placeOfCurrent: SourceRange {
    isBehindLineEnd || current.kind == .endOfFile ? placeBehind : range(current)
  }

  var isBehindLineEnd: Bool { current.startsLine && brackets == 0 && index > 0 }

  /// How messages name what stands here.
  func shown(_ token: Token) -> String {
    if token.startsLine, brackets == 0, index > 0, token.kind != .endOfFile {
      return "the end of the line"
    }
    return spelled(token)
  }

  /// The same without regard to lines.
  func spelled(_ token: Token) -> String {
    switch token.kind {
    case .endOfFile: return "the end of the file"
    case .stringOpen, .stringText, .stringEscape, .stringClose: return "text"
    case .interpolationOpen: return "an interpolation"
    case .interpolationClose: return "`)`"
    case .regex: return "a regular expression"
    default:
      let shown = String(decoding: bytes(token).prefix(40), as: UTF8.self)
      return "`\(shown)\(token.length > 40 ? "…" : "")`"
    }
  }

  // MARK: Limits

  /// Goes one level deeper, or reports and answers false.
  func enter(_ what: String) -> Bool {
    guard nesting < Self.nestingLimit else {
      report(.nestedTooDeeply(what, at: range(current)))
      return false
    }
    nesting += 1
    return true
  }

  /// Sets the height of a node above children of these heights; false, once reported, beyond the
  /// limit.
  func raise(above one: Int, _ other: Int = 0, at range: SourceRange) -> Bool {
    height = max(one, other) + 1
    guard height > Self.heightLimit else { return true }
    report(
      .expressionTooLong(
        Self.heightLimit,
        at: SourceRange(
          file: range.file,
          start: Int(range.end),
          end: Int(range.end)
        )
      )
    )
    height = 0
    return false
  }
}
