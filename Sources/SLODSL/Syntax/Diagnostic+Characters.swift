/// What can be wrong with single characters and with the shape of tokens.
extension Diagnostic {
  // MARK: Limits

  /// SLO0024: a file beyond the size that is read.
  static func fileTooLarge(_ size: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0024,
      "the file has \(size) bytes, and no more than \(Lexer.sizeLimit) are read",
      at: range,
      help: ["split the spec and bring its parts together with `import`"]
    )
  }

  /// SLO0024: more problems than anyone reads.
  static func tooManyProblems(_ limit: Int, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      .SLO0024,
      "the file has more than \(limit) problems; the others are not shown",
      at: range,
      help: ["mend the first ones and run again"]
    )
  }

  /// SLO0024: nesting beyond the limit, of comments, blocks, expressions or interpolations.
  static func nestedTooDeeply(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0024,
      "\(what) nested more than \(Lexer.nestingLimit) deep",
      at: range,
      help: ["give parts a name with `let`, or write a `template`"]
    )
  }

  /// SLO0024: more operators in a row than later passes can walk.
  static func expressionTooLong(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0024,
      "an expression of more than \(limit) operators in a row",
      at: range,
      help: ["use a list, as in `code in [500, 502]`, or give parts a name with `let`"]
    )
  }

  // MARK: Characters

  /// SLO0002: a character that nothing begins with.
  static func invalidCharacter(
    _ scalar: Unicode.Scalar,
    at range: SourceRange,
    instead: String? = nil
  ) -> Diagnostic {
    let help: [String] =
      switch scalar {
      case "$": ["a name is put into text with `\\(name)`"]
      case "~": ["a regular expression is compared with `=~` or `!~`"]
      case "?":
        [
          "there are no optionals and no ternary operator;"
            + " `if environment == \"staging\" { … } else { … }` stands around settings"
        ]
      case "@": ["there are no attributes"]
      case "\\": ["a backslash only has a meaning inside text"]
      case "#": ["comments begin with `//`; `#promql(\"…\")` holds a query"]
      default: []
      }
    return Diagnostic(
      .SLO0002,
      "the character \(scalar.shown) has no meaning here",
      at: range,
      help: help,
      fixIts: instead.map { [FixIt("write `\($0)`", replacing: range, with: $0)] } ?? []
    )
  }

  /// SLO0002: a blank that is not a space, a tab or a line break.
  static func foreignBlank(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    let isVisible = scalar.properties.generalCategory != .format
    return Diagnostic(
      .SLO0002,
      "the character \(scalar.shown) stands where a plain space or nothing belongs",
      at: range,
      notes: ["it usually comes with text that was pasted from a document"],
      fixIts: [
        isVisible
          ? FixIt("write a plain space", replacing: range, with: " ", safety: .safe)
          : FixIt("delete it", replacing: range, with: "", safety: .safe)
      ]
    )
  }

  /// SLO0002: a typographic sign in place of an ASCII one.
  static func lookalike(
    _ scalar: Unicode.Scalar,
    instead: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO0002,
      "the character \(scalar.shown) is written `\(instead)` here",
      at: range,
      fixIts: [FixIt("write `\(instead)`", replacing: range, with: instead, safety: .safe)]
    )
  }

  /// SLO0002: a letter outside ASCII in a plain name.
  static func foreignLetter(
    _ scalar: Unicode.Scalar,
    at range: SourceRange,
    in name: SourceRange,
    name text: String
  ) -> Diagnostic {
    // Letters of other scripts that look like ASCII came by accident.
    let latin = Lookalike.latin(text)
    return Diagnostic(
      .SLO0002,
      "plain names hold ASCII letters, digits and `_`, not \(scalar.shown)",
      at: range,
      fixIts: [
        latin.map { FixIt("write `\($0)`", replacing: name, with: $0) }
          ?? FixIt("put back-ticks around the name", replacing: name, with: "`\(text)`")
      ]
    )
  }

  /// SLO0002: a carriage return that ends no line.
  static func loneCarriageReturn(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0002,
      "a carriage return without a line feed behind it",
      at: range,
      help: ["end lines with a line feed, or with both"],
      fixIts: [FixIt("write a line feed", replacing: range, with: "\n", safety: .safe)]
    )
  }

  /// SLO0002: a shell or Python comment.
  static func hashComment(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0002,
      "comments begin with `//`, not with `#`",
      at: range,
      fixIts: [FixIt("write `//`", replacing: range, with: "//", safety: .safe)]
    )
  }

  /// SLO0002: a control character inside text.
  static func controlCharacterInText(
    _ scalar: Unicode.Scalar,
    at range: SourceRange
  ) -> Diagnostic {
    let escape = "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    return Diagnostic(
      .SLO0002,
      "text holds the control character \(scalar.shown), which nobody can see",
      at: range,
      fixIts: [FixIt("write it as an escape", replacing: range, with: escape)]
    )
  }

  /// SLO0003: bytes that are no text at all.
  static func invalidUTF8(at range: SourceRange) -> Diagnostic {
    let subject = range.length == 1 ? "a byte that is" : "\(range.length) bytes that are"
    return Diagnostic(
      .SLO0003,
      "\(subject) not UTF-8",
      at: range,
      help: ["save the file with the encoding UTF-8"]
    )
  }

  // MARK: Things without an end

  /// SLO0004: a string whose quote is missing; `closing` is what would end it, where one edit can.
  static func unterminatedText(
    opening: SourceRange,
    text: SourceRange,
    closing: String?,
    escapesClosing: Bool,
    canMend: Bool
  ) -> Diagnostic {
    let insertion = closing.map { escapesClosing ? "\\" + $0 : $0 }
    return Diagnostic(
      .SLO0004,
      closing == nil && opening.length < 3
        ? "text and an interpolation in it do not end on this line"
        : "text that begins here does not end"
          + (closing == nil ? "" : " on this line"),
      at: closing == nil ? opening : text,
      label: closing.map { "expected `\($0)`" },
      help: closing == nil
        ? ["write `)` and `\"` behind what is put in, as in `\"team \\(name)\"`"]
        : ["text of several lines stands between `\"\"\"`"],
      fixIts: canMend
        ? insertion.map { [FixIt("close the text", replacing: text.after, with: $0)] } ?? [] : []
    )
  }

  /// SLO0005: a block comment that eats the rest of the file.
  static func unterminatedComment(opening: SourceRange, open: Int) -> Diagnostic {
    Diagnostic(
      .SLO0005,
      "the comment that begins here does not end",
      at: opening,
      label: open == 1 ? "expected `*/`" : "\(open) times `*/` is missing",
      notes: open == 1 ? [] : ["comments nest: every `/*` needs its own `*/`"]
    )
  }

  /// SLO0006: two back-ticks with nothing between them.
  static func emptyQuotedName(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO0006, "a name between back-ticks is empty", at: range)
  }

  /// SLO0006: a back-tick without its partner.
  static func unterminatedQuotedName(at range: SourceRange, canMend: Bool) -> Diagnostic {
    Diagnostic(
      .SLO0006,
      "a name that begins with a back-tick does not end with one on this line",
      at: range,
      fixIts: canMend && range.length > 1
        ? [FixIt("close the name", replacing: range.after, with: "`")] : []
    )
  }

  /// SLO0026: a regular expression without its second slash.
  static func unterminatedRegex(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0026,
      "a regular expression does not end on this line",
      at: range,
      label: "expected `/`",
      help: ["a slash inside is written `\\/`"],
      fixIts: [FixIt("close the regular expression", replacing: range.after, with: "/")]
    )
  }

  // MARK: Quotes

  /// SLO0013: one quote of a document or another language, without a second.
  static func foreignQuote(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO0013, "text stands between plain double quotes", at: range)
  }

  /// SLO0013: text between quotes of a document or another language.
  static func foreignQuotes(
    at range: SourceRange,
    opening: SourceRange,
    closing: SourceRange,
    escaping: [SourceRange]
  ) -> Diagnostic {
    let outer = [opening, closing].map { FixIt.Edit(range: $0, replacement: "\"") }
    let inner = escaping.map { FixIt.Edit(range: $0, replacement: "\\") }
    return Diagnostic(
      .SLO0013,
      "text stands between plain double quotes",
      at: range,
      fixIts: [
        FixIt(
          "use plain double quotes",
          edits: (outer + inner).sorted { $0.range < $1.range },
          safety: .safe
        )
      ]
    )
  }
}

extension Unicode.Scalar {
  /// For messages: `` `$` ``, or `U+00A0 (no-break space)`.
  fileprivate var shown: String {
    if value > 0x20, value < 0x7F { return "`\(self)`" }
    let digits = String(value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    let name = properties.name ?? properties.nameAlias
    return name.map { "\(code) (\($0.lowercased()))" } ?? code
  }
}
