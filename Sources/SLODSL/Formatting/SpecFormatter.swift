/// A file in the one layout, or as it was with the reason why.
package struct FormattedSpec: Sendable {
  /// Why a file is left alone as a whole.
  package enum Refusal: Hashable, Sendable {
    case tooLarge
    case notUTF8
    /// A bracket, a text or a comment does not end.
    case unbalanced
    case tooManyMistakes
    /// Mistakes that would read otherwise in another layout.
    case dependsOnLayout

    /// A sentence's end, as in "it is left alone: …".
    package var reason: String {
      switch self {
      case .tooLarge: "it is too large"
      case .notUTF8: "it is not UTF-8"
      case .unbalanced: "its brackets do not match"
      case .tooManyMistakes: "it has too many mistakes"
      case .dependsOnLayout: "its mistakes would mean something else in another layout"
      }
    }
  }

  /// The file as it was read.
  package let syntax: SpecSyntax
  package let bytes: [UInt8]
  package let refusal: Refusal?

  package var isChanged: Bool { bytes != syntax.file.bytes }
}

/// Lays `.slo` files out in one way.
///
/// The layout depends on tokens and comments alone, on where the author left empty lines, and on
/// which blocks stand on one line. It never changes what a file means, and formatting what was
/// formatted changes nothing.
package enum SpecFormatter {
  /// Formats a file; statements that could not be read keep their bytes.
  package static func format(_ file: SourceFile) -> FormattedSpec {
    let syntax = Parser.parse(file)
    let lexemes = Lexer.lex(file)
    if let refusal = refusal(of: syntax, lexemes) {
      return FormattedSpec(syntax: syntax, bytes: file.bytes, refusal: refusal)
    }
    let bytes = layout(of: syntax, lexemes)
    guard bytes == file.bytes || isFaithful(bytes, to: syntax) else {
      return FormattedSpec(syntax: syntax, bytes: file.bytes, refusal: .dependsOnLayout)
    }
    return FormattedSpec(syntax: syntax, bytes: bytes, refusal: nil)
  }

  private static func layout(of syntax: SpecSyntax, _ lexemes: Lexemes) -> [UInt8] {
    let outline = SyntaxOutline(syntax)
    let source = SpecPieces(syntax.file.bytes, lexemes, outline)
    var statements = outline.statements
    for mistake in syntax.diagnostics {
      guard let range = mistake.range, !isInComment(range, of: source) else { continue }
      statements.keepVerbatim(range)
    }
    statements = StatementArrangement.arrange(statements, of: source)
    let document = SpecLayout.document(of: statements, source, outline.groups)
    return LayoutPrinter.bytes(of: document, from: source)
  }

  private static func isInComment(_ range: SourceRange, of source: SpecPieces) -> Bool {
    source.comments.contains { $0.start <= range.start && range.end <= $0.end }
  }

  // MARK: Refusing

  private static func refusal(
    of syntax: SpecSyntax,
    _ lexemes: Lexemes
  ) -> FormattedSpec.Refusal? {
    let bytes = syntax.file.bytes
    if bytes.count > Lexer.sizeLimit { return .tooLarge }
    if !isUTF8(bytes) { return .notUTF8 }
    if syntax.diagnostics.contains(where: { $0.code == .SLO0024 }) { return .tooManyMistakes }
    return lexemes.swallowedEnd || !isBalanced(lexemes.tokens) ? .unbalanced : nil
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    var cursor = ByteCursor(bytes)
    while !cursor.isAtEnd {
      if cursor.byte < 0x80 {
        cursor.offset += 1
      } else if let scalar = cursor.scalar {
        cursor.offset += scalar.length
      } else {
        return false
      }
    }
    return true
  }

  private static func isBalanced(_ tokens: [Token]) -> Bool {
    var open: [TokenKind] = []
    for token in tokens {
      if let closer = token.kind.closer {
        open.append(closer)
      } else if token.kind.closes {
        guard open.popLast() == token.kind else { return false }
      }
    }
    return open.isEmpty
  }

  // MARK: Proof

  /// Whether a layout reads as its source does, mistakes included.
  ///
  /// Recovery from mistakes looks at lines and indentation, so that no rule of layout can promise
  /// this for files that have some; such a layout must also be final.
  private static func isFaithful(_ bytes: [UInt8], to syntax: SpecSyntax) -> Bool {
    let file = SourceFile(id: syntax.file.id, path: syntax.file.path, bytes: bytes)
    let result = Parser.parse(file)
    guard result.diagnostics.map(\.code) == syntax.diagnostics.map(\.code),
      result.shape == syntax.shape
    else { return false }
    return syntax.diagnostics.isEmpty || layout(of: result, Lexer.lex(file)) == bytes
  }
}
