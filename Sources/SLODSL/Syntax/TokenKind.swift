/// What a token is; the parser decides what it means.
///
/// Keywords are identifiers here, since every one of them is contextual.
package enum TokenKind: UInt8, Hashable, Sendable, CaseIterable {
  case identifier
  /// `` `http.server.duration` ``
  case quotedIdentifier
  /// Digits with whatever is glued to them: `99.95%`, `1h30m`, `50MB/s`, `0x1F`
  case number
  /// `/5../` where a regular expression may stand
  case regex
  /// `"`, `"""`, `#"`
  case stringOpen
  /// Bytes that stand for themselves; in multi-line text at most one line.
  case stringText
  /// `\n`, `\u{…}`, a line break of two bytes, an escaped line break
  case stringEscape
  /// `\(`
  case interpolationOpen
  case interpolationClose
  case stringClose
  /// `#promql`
  case directive
  case leftBrace, rightBrace, leftParenthesis, rightParenthesis, leftBracket, rightBracket
  case comma, colon, semicolon, dot
  /// `..`, which is no operator
  case twoDots
  /// `...`
  case closedRange
  /// `..<`
  case halfOpenRange
  /// `=`
  case assign
  /// `==`, and `===` by mistake
  case equal
  case notEqual, less, lessOrEqual, greater, greaterOrEqual, matches, matchesNot
  /// `!in`
  case notInside
  case not, and, or
  /// `&` and `|` alone, which are no operators
  case ampersand, pipe
  case plus, minus, star, slash
  /// `%` apart from its number
  case percent
  /// Bytes that have no place in the language and have been reported
  case invalid
  case endOfFile
}

extension TokenKind {
  /// The text of a token that is always spelled the same.
  package var spelling: StaticString? {
    switch self {
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .comma: ","
    case .colon: ":"
    case .semicolon: ";"
    case .dot: "."
    case .twoDots: ".."
    case .closedRange: "..."
    case .halfOpenRange: "..<"
    case .assign: "="
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .matches: "=~"
    case .matchesNot: "!~"
    case .notInside: "!in"
    case .not: "!"
    case .and: "&&"
    case .or: "||"
    case .ampersand: "&"
    case .pipe: "|"
    case .plus: "+"
    case .minus: "-"
    case .star: "*"
    case .slash: "/"
    case .percent: "%"
    case .identifier, .quotedIdentifier, .number, .regex, .stringOpen, .stringText,
      .stringEscape, .interpolationOpen, .interpolationClose, .stringClose, .directive, .invalid,
      .endOfFile:
      nil
    }
  }

  /// The bracket that closes this one.
  var closer: TokenKind? {
    switch self {
    case .leftBrace: .rightBrace
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .stringOpen: .stringClose
    case .interpolationOpen: .interpolationClose
    default: nil
    }
  }

  /// Whether this closes a bracket or a string.
  var closes: Bool {
    switch self {
    case .rightBrace, .rightParenthesis, .rightBracket, .stringClose, .interpolationClose: true
    default: false
    }
  }

  /// Whether an expression may begin with it.
  var startsExpression: Bool {
    switch self {
    case .identifier, .quotedIdentifier, .number, .regex, .stringOpen, .directive,
      .leftParenthesis, .leftBracket, .dot, .not:
      true
    default: false
    }
  }
}
