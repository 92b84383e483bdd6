/// How strongly a token marks structure: recovery skips only what is weaker than what it looks for.
enum TokenStrength: UInt8, Comparable, Sendable {
  /// Part of an expression.
  case operand
  /// `,` and `:` inside brackets
  case separator
  /// `)` and `]`
  case bracket
  /// `;`, and the first token of a line outside brackets
  case statement
  /// `{` and `}`, the end of an interpolation, and a declaration's keyword in front of its name
  case block
  case endOfFile

  static func < (left: TokenStrength, right: TokenStrength) -> Bool {
    left.rawValue < right.rawValue
  }

  init(_ kind: TokenKind) {
    switch kind {
    case .comma: self = .separator
    case .rightParenthesis, .rightBracket: self = .bracket
    case .semicolon: self = .statement
    case .leftBrace, .rightBrace, .interpolationClose, .stringClose: self = .block
    case .endOfFile: self = .endOfFile
    default: self = .operand
    }
  }
}
