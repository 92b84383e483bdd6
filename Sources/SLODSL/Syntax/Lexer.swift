/// Reads bytes into tokens; never fails and never looks back.
///
/// Every byte ends up in a token, in a comment or between tokens. What the parser must know and the
/// bytes alone do not tell is decided here by the token in front: whether a `/` begins a regular
/// expression, and where an interpolation ends.
package struct Lexer {
  /// Comments, strings in interpolations and brackets nest at most this deep.
  package static let nestingLimit = 256
  /// Longer files are refused: no spec is, and offsets stay far inside 32 bits.
  package static let sizeLimit = 64 << 20

  let file: FileID
  var cursor: ByteCursor
  var tokens: [Token] = []
  var comments: [SourceRange] = []
  var documentation: [Lexemes.DocumentationLine] = []
  var reports = SyntaxReports()
  /// What stands in front of the next token.
  var flags: Token.Flags = .startsLine
  /// The strings around this place, outermost first; each is inside an interpolation.
  var strings: [OpenString] = []
  /// Open `[` so far, and the one (counted from 1) that lists regular expressions, or 0.
  var brackets = 0
  var regexList = 0
  var swallowedEnd = false
  /// Whether the strings that are open have been reported.
  var stringsAreReported = false

  private init(_ file: SourceFile) {
    self.file = file.id
    cursor = ByteCursor(file.bytes)
    tokens.reserveCapacity(file.bytes.count / 4 + 1)
  }

  /// The tokens of a file, its comments and what is wrong with its characters.
  package static func lex(_ file: SourceFile) -> Lexemes {
    var (lexemes, reports) = lexing(file)
    lexemes.diagnostics = SyntaxReports.merge(reports, SyntaxReports())
    return lexemes
  }

  /// The same for the parser, which bounds the reports of both together.
  static func lexing(_ file: SourceFile) -> (lexemes: Lexemes, reports: SyntaxReports) {
    var lexer = Lexer(file)
    let lexemes = lexer.run(size: file.bytes.count)
    return (lexemes, lexer.reports)
  }

  private mutating func run(size: Int) -> Lexemes {
    if size > Self.sizeLimit {
      cursor.offset = size
      report(.fileTooLarge(size, at: range(0, 0)))
      return finished(at: 0)
    }
    if cursor.starts(with: "\u{FEFF}") { cursor.advance(3) }
    while reports.overflow == nil {
      skipTrivia()
      guard !cursor.isAtEnd else { break }
      scanToken()
    }
    if reports.overflow != nil { swallowedEnd = true }
    while !strings.isEmpty { abandonString() }
    return finished(at: size)
  }

  private mutating func finished(at offset: Int) -> Lexemes {
    tokens.append(Token(.endOfFile, flags: flags.union(.startsLine), start: offset, end: offset))
    var lexemes = Lexemes(tokens: tokens)
    lexemes.comments = comments
    lexemes.documentation = documentation
    lexemes.swallowedEnd = swallowedEnd
    return lexemes
  }

  mutating func report(_ diagnostic: Diagnostic) {
    reports.append(diagnostic)
  }

  func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(file: file, start: start, end: end)
  }

  /// Ends a token here.
  mutating func append(_ kind: TokenKind, from start: Int, broken: Bool = false) {
    let flags = broken ? flags.union(.broken) : flags
    tokens.append(Token(kind, flags: flags, start: start, end: cursor.offset))
    self.flags = []
  }

  /// A token of the next so many bytes.
  private mutating func take(_ kind: TokenKind, _ length: Int = 1) {
    let start = cursor.offset
    cursor.advance(length)
    append(kind, from: start)
  }

  private mutating func scanToken() {
    let byte = cursor.byte
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      scanIdentifier()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
    case UInt8(ascii: "\""): openString(hashes: 0)
    case UInt8(ascii: "#"): scanHash()
    case UInt8(ascii: "`"): scanQuotedIdentifier()
    case UInt8(ascii: "'"): scanForeignString()
    case UInt8(ascii: "/"): mayStartRegex ? scanRegex() : take(.slash)
    case UInt8(ascii: "{"): take(.leftBrace)
    case UInt8(ascii: "}"): take(.rightBrace)
    case UInt8(ascii: "("): scanLeftParenthesis()
    case UInt8(ascii: ")"): scanRightParenthesis()
    case UInt8(ascii: "["): scanLeftBracket()
    case UInt8(ascii: "]"): scanRightBracket()
    case UInt8(ascii: ","): take(.comma)
    case UInt8(ascii: ":"): take(.colon)
    case UInt8(ascii: ";"): take(.semicolon)
    case UInt8(ascii: "."): scanDots()
    case 0x80...: scanNonASCII()
    default: scanOperator(byte)
    }
  }

  private mutating func scanOperator(_ byte: UInt8) {
    let next = cursor.peek()
    switch byte {
    case UInt8(ascii: "=") where next == UInt8(ascii: "="):
      take(.equal, cursor.peek(2) == UInt8(ascii: "=") ? 3 : 2)
    case UInt8(ascii: "=") where next == UInt8(ascii: "~"): take(.matches, 2)
    case UInt8(ascii: "="): take(.assign)
    case UInt8(ascii: "!") where next == UInt8(ascii: "="):
      take(.notEqual, cursor.peek(2) == UInt8(ascii: "=") ? 3 : 2)
    case UInt8(ascii: "!") where next == UInt8(ascii: "~"): take(.matchesNot, 2)
    case UInt8(ascii: "!") where cursor.starts(with: "!in") && !isNameByte(cursor.peek(3)):
      take(.notInside, 3)
    case UInt8(ascii: "!"): take(.not)
    case UInt8(ascii: "<"): next == UInt8(ascii: "=") ? take(.lessOrEqual, 2) : take(.less)
    case UInt8(ascii: ">"): next == UInt8(ascii: "=") ? take(.greaterOrEqual, 2) : take(.greater)
    case UInt8(ascii: "&"): next == byte ? take(.and, 2) : take(.ampersand)
    case UInt8(ascii: "|"): next == byte ? take(.or, 2) : take(.pipe)
    case UInt8(ascii: "+"): take(.plus)
    case UInt8(ascii: "-"): take(.minus)
    case UInt8(ascii: "*"): take(.star)
    case UInt8(ascii: "%"): take(.percent)
    default: scanInvalidASCII()
    }
  }

  /// `.`, `..`, `...`, `..<`, or a number that lacks its zero.
  private mutating func scanDots() {
    if cursor.starts(with: "...") {
      take(.closedRange, 3)
    } else if cursor.starts(with: "..<") {
      take(.halfOpenRange, 3)
    } else if cursor.starts(with: "..") {
      take(.twoDots, 2)
    } else if isDigit(cursor.peek()) {
      scanNumber()
    } else {
      take(.dot)
    }
  }

  // MARK: Brackets, as far as the lexer must count them

  private mutating func scanLeftParenthesis() {
    if !strings.isEmpty { strings[strings.count - 1].parentheses += 1 }
    take(.leftParenthesis)
  }

  private mutating func scanRightParenthesis() {
    guard let string = strings.last else { return take(.rightParenthesis) }
    guard string.parentheses == 0 else {
      strings[strings.count - 1].parentheses -= 1
      return take(.rightParenthesis)
    }
    take(.interpolationClose)
    scanStringBody()
  }

  private mutating func scanLeftBracket() {
    brackets += 1
    if let last = tokens.last?.kind, last == .matches || last == .matchesNot {
      regexList = brackets
    }
    take(.leftBracket)
  }

  private mutating func scanRightBracket() {
    if regexList == brackets { regexList = 0 }
    brackets = max(0, brackets - 1)
    take(.rightBracket)
  }

  /// Straight behind `=~` and `!~`, and as an element of the list behind them.
  var mayStartRegex: Bool {
    guard let last = tokens.last?.kind else { return false }
    switch last {
    case .matches, .matchesNot: return true
    case .leftBracket, .comma: return regexList != 0 && regexList == brackets
    default: return false
    }
  }
}

/// A decimal digit of ASCII.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "0") < 10
}

/// A letter of ASCII.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26
}

/// What a name is made of behind its first byte.
@inline(__always)
func isNameByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
}
