/// A piece of source: its kind and where it stands.
///
/// Twelve bytes, no text of its own.
package struct Token: Hashable, Sendable {
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// A line break stands between this token and the one in front of it.
    package static let startsLine = Flags(rawValue: 1)
    /// A blank, a line break or a comment stands in front.
    package static let spaced = Flags(rawValue: 2)
    /// The lexer has reported it: whatever goes wrong because of it needs no second report.
    package static let broken = Flags(rawValue: 4)
  }

  package let kind: TokenKind
  package let flags: Flags
  /// Offset of the first byte.
  package let start: UInt32
  /// Offset behind the last byte.
  package let end: UInt32

  package init(_ kind: TokenKind, flags: Flags, start: Int, end: Int) {
    self.kind = kind
    self.flags = flags
    self.start = UInt32(start)
    self.end = UInt32(end)
  }

  package var startsLine: Bool { flags.contains(.startsLine) }
  package var isSpaced: Bool { flags.contains(.spaced) }
  package var isBroken: Bool { flags.contains(.broken) }
  package var length: Int { Int(end - start) }

  /// Where it stands in a file.
  package func range(in file: FileID) -> SourceRange {
    SourceRange(file: file, start: Int(start), end: Int(end))
  }
}

/// What the lexer makes of a file.
package struct Lexemes: Sendable {
  /// One `///` line and the token that follows it.
  package struct DocumentationLine: Sendable {
    package let range: SourceRange
    /// Index of the next token.
    package let token: Int
    /// Whether it has a line of its own.
    package let startsLine: Bool
  }

  /// Ends with `endOfFile`, always.
  package internal(set) var tokens: [Token]
  /// `//` and `/* */`, in source order.
  package internal(set) var comments: [SourceRange] = []
  package internal(set) var documentation: [DocumentationLine] = []
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Whether an unterminated comment or text ate the rest of the file.
  package internal(set) var swallowedEnd = false
}
