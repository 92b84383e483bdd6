/// What can be wrong with the order of tokens.
extension Diagnostic {
  // MARK: Statements

  /// SLO0001: something stands where something else belongs.
  static func unexpected(
    _ found: String,
    expected: String,
    at range: SourceRange,
    _ code: DiagnosticCode = .SLO0001
  ) -> Diagnostic {
    Diagnostic(code, "expected \(expected), found \(found)", at: range)
  }

  /// SLO0027: a second statement without a line break or `;` in front.
  static func missingSemicolon(at place: SourceRange, next: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0027,
      "statements on one line are separated by `;`",
      at: next,
      fixIts: [FixIt("write `;`", replacing: place, with: ";", safety: .safe)]
    )
  }

  /// SLO0028: `;` for `,` and the other way round.
  static func wrongSeparator(
    _ found: String,
    instead: String,
    in what: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO0028,
      "`\(instead)` belongs into \(what) here, not `\(found)`",
      at: range,
      fixIts: [FixIt("write `\(instead)`", replacing: range, with: instead)]
    )
  }

  /// SLO0028: commas between the settings of a block.
  static func commasBetweenSettings(
    at range: SourceRange,
    isInLine: Bool,
    edits: [FixIt.Edit]
  ) -> Diagnostic {
    Diagnostic(
      .SLO0028,
      isInLine
        ? "settings on one line are separated by `;`, not by `,`"
        : "settings end with their line: a comma would go on with their values",
      at: range,
      fixIts: [
        FixIt(
          isInLine ? "write `;`" : edits.count == 1 ? "delete the comma" : "delete the commas",
          edits: edits,
          safety: .safe
        )
      ]
    )
  }

  /// SLO0028: a comma behind the last value of a setting.
  static func trailingComma(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0028,
      "a comma promises one more value, and none follows",
      at: range,
      fixIts: [FixIt("delete the comma", replacing: range, with: "", safety: .safe)]
    )
  }

  /// SLO0028: two elements without a comma between them.
  static func missingComma(in what: String, at place: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0028,
      "a comma is missing in \(what)",
      at: place,
      fixIts: [FixIt("write `,`", replacing: place, with: ",")]
    )
  }

  /// SLO0025: `- slo: …`.
  static func dashInFrontOfStatement(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0025,
      "no statement begins with `-`",
      at: range,
      notes: ["this is not YAML: declarations have braces, and values stand behind commas"],
      fixIts: [FixIt("delete it", replacing: range, with: "")]
    )
  }

  /// SLO0025: values as a list of YAML.
  static func dashedList(at range: SourceRange, edits: [FixIt.Edit]) -> Diagnostic {
    Diagnostic(
      .SLO0025,
      "values stand behind commas, not behind dashes",
      at: range,
      fixIts: [FixIt("write them with commas", edits: edits, safety: .safe)]
    )
  }

  // MARK: Colons and keys

  /// SLO0017: `owner = "x"`.
  static func assignForColon(
    behind key: String, at range: SourceRange, blanks: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "`:` belongs behind `\(key)`, not `=`",
      at: range,
      fixIts: [FixIt("write `:`", replacing: blanks.union(range), with: ":", safety: .safe)]
    )
  }

  /// SLO0017: `owner "x"`, or a key alone.
  static func missingColon(
    behind key: String,
    at range: SourceRange,
    insertion: SourceRange?,
    what: String = "a value"
  ) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "expected `:` and \(what) behind `\(key)`",
      at: range,
      fixIts: insertion.map { [FixIt("write `:`", replacing: $0, with: ":")] } ?? []
    )
  }

  /// SLO0017: `slo: availability {`.
  static func colonBehindKeyword(_ keyword: Keyword, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "the name of the \(keyword.rawValue) follows without `:`",
      at: range,
      fixIts: [FixIt("delete the colon", replacing: range, with: "", safety: .safe)]
    )
  }

  /// SLO0017: `let x 5`.
  static func missingAssign(at place: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "expected `=` between the name and its value",
      at: place,
      fixIts: [FixIt("write `=`", replacing: place, with: " =")]
    )
  }

  /// SLO0017: `slo x: 99% 30d`.
  static func missingOver(at place: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "expected `over` between the objective and its window",
      at: place,
      fixIts: [FixIt("write `over`", replacing: place, with: " over", safety: .safe)]
    )
  }

  /// SLO0017: `slo x: 99% for 30d`.
  static func wrongOver(_ found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "the window of an objective stands behind `over`, not `\(found)`",
      at: range,
      fixIts: [FixIt("write `over`", replacing: range, with: "over", safety: .safe)]
    )
  }

  /// SLO0017: `slo x: 99% over: 30d`.
  static func colonBehindOver(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "the window follows `over` without `:`",
      at: range,
      fixIts: [FixIt("delete the colon", replacing: range, with: "", safety: .safe)]
    )
  }

  /// SLO0017: `"owner": "x"`.
  static func keyInQuotes(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0017,
      "a key stands without quotes",
      at: range,
      fixIts: [FixIt("delete the quotes", replacing: range, with: key, safety: .safe)]
    )
  }

  /// SLO0001: `labels: { … }`.
  static func valuesInBraces(of key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "the values of `\(key)` stand without braces",
      at: range,
      help: ["write `\(key): first, second` or `\(key): name = \"value\", …`"]
    )
  }

  /// SLO0001: `receiver x: Slack { … }`.
  static func argumentsInBraces(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "the arguments of a receiver stand in parentheses, not in braces",
      at: range,
      help: ["write `Slack(channel: \"…\", urlFile: \"…\")`"]
    )
  }

  /// SLO0001: `page burning: 10x`.
  static func callWithoutParentheses(
    _ word: String,
    at range: SourceRange,
    gap: SourceRange,
    end: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "what `\(word)` takes stands in parentheses",
      at: range,
      fixIts: [
        FixIt(
          "add parentheses",
          edits: [
            FixIt.Edit(range: gap, replacement: "("), FixIt.Edit(range: end, replacement: ")"),
          ],
          safety: .safe
        )
      ]
    )
  }

  /// SLO0013: `import catalog/http.slo`.
  static func fileWithoutQuotes(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0013,
      "the file of an import stands in quotes",
      at: range,
      fixIts: [FixIt("add quotes", replacing: range, with: "\"\(path)\"", safety: .safe)]
    )
  }

  // MARK: Declarations

  /// SLO0022: a declaration's word that nobody knows.
  static func unknownDeclaration(
    _ word: String,
    at range: SourceRange,
    nearest: String?
  ) -> Diagnostic {
    Diagnostic(
      .SLO0022,
      "no declaration begins with `\(word)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: range,
      help: nearest == nil
        ? ["declarations: `service slo metric let policy project receiver template input import`"]
        : [],
      fixIts: nearest.map { [FixIt("write `\($0)`", replacing: range, with: $0)] } ?? []
    )
  }

  /// SLO0032: a word of Swift or another language.
  static func foreignWord(_ word: String, at range: SourceRange, help: String?) -> Diagnostic {
    Diagnostic(
      .SLO0032,
      "there is no `\(word)` in this language",
      at: range,
      help: help.map { [$0] } ?? [],
      fixIts: help == nil
        ? [FixIt("write `let`", replacing: range, with: "let", safety: .safe)] : []
    )
  }

  /// SLO0029: a declaration without a name.
  static func missingName(of owner: String, found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO0029, "expected the name of \(owner), found \(found)", at: range)
  }

  /// SLO0006: `policy "strict"`.
  static func nameInQuotes(of owner: String, text: String, at range: SourceRange) -> Diagnostic {
    let isPlain = text.utf8.allSatisfy(isNameByte) && !(text.utf8.first.map(isDigit) ?? true)
    return Diagnostic(
      .SLO0006,
      "the name of \(owner) stands without quotes",
      at: range,
      fixIts: [
        isPlain
          ? FixIt("delete the quotes", replacing: range, with: text)
          : FixIt("put back-ticks around it", replacing: range, with: "`\(text)`")
      ]
    )
  }

  /// SLO0006: `policy very-strict`.
  static func nameWithDash(of owner: String, text: String, at range: SourceRange) -> Diagnostic {
    let plain = String(text.map { $0 == "-" ? "_" : $0 })
    return Diagnostic(
      .SLO0006,
      "the name of \(owner) holds no `-`, which subtracts elsewhere",
      at: range,
      notes: ["only names of services and SLOs may hold `-`"],
      fixIts: [FixIt("write `\(plain)`", replacing: range, with: plain)]
    )
  }

  /// SLO0006: `slo:errors:rate5m`, `http.server.duration`.
  static func nameNeedsBackticks(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0006,
      "a name with `:` or `.` stands between back-ticks",
      at: range,
      fixIts: [
        FixIt("put back-ticks around it", replacing: range, with: "`\(text)`", safety: .safe)
      ]
    )
  }

  /// SLO0033: a metric, an input or a parameter without its type.
  static func missingType(of owner: String, at place: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0033,
      "expected `:` and a type behind `\(owner)`",
      at: place,
      help: [
        owner.hasPrefix("metric")
          ? "types of metrics: `Counter`, `Gauge<Unit>`, `Histogram<Unit>`, `NativeHistogram<Unit>`"
          : "types: `String`, `Int`, `Duration`, `Ratio`, `Metric`, and lists like `[String]`"
      ]
    )
  }

  /// SLO0030: a declaration that needs a block.
  static func missingBlock(of owner: String, found: String, at place: SourceRange) -> Diagnostic {
    Diagnostic(.SLO0030, "expected `{` and the block of the `\(owner)`, found \(found)", at: place)
  }

  /// SLO0001: `for key, value in …`.
  static func loopNamesWithoutParentheses(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "two names of a loop stand in parentheses",
      at: range,
      fixIts: [
        FixIt(
          "add parentheses",
          edits: [
            FixIt.Edit(range: range.before, replacement: "("),
            FixIt.Edit(range: range.after, replacement: ")"),
          ],
          safety: .safe
        )
      ]
    )
  }

  /// SLO0023: `///` in front of nothing that it could describe.
  static func strayDocumentation(at range: SourceRange, isBehind: Bool) -> Diagnostic {
    Diagnostic(
      .SLO0023,
      isBehind
        ? "a `///` comment describes what follows it, not what stands in front"
        : "no declaration that a `///` comment describes follows",
      at: range,
      help: ["write `//` for a plain comment"]
    )
  }

  // MARK: Brackets

  /// SLO0014: a block that does not end.
  static func missingBrace(
    at place: SourceRange,
    found: String,
    openings: [SourceRange],
    suspect: SourceRange?,
    canMend: Bool
  ) -> Diagnostic {
    var related: [Related] = []
    if let suspect {
      related.append(Related("this block's `}` is indented unlike its beginning", at: suspect))
    }
    related += openings.filter { $0 != suspect }.map { Related("this block is open", at: $0) }
    return Diagnostic(
      .SLO0014,
      "expected `}`, found \(found)",
      at: place,
      related: related,
      fixIts: canMend ? [FixIt("write `}`", replacing: place, with: "\n}")] : []
    )
  }

  /// SLO0014: `f(a, b` or `[a, b` without the end.
  static func unclosedBracket(
    _ closing: String,
    found: String,
    at place: SourceRange,
    opening: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO0014,
      "expected `\(closing)`, found \(found)",
      at: place,
      related: [Related("to close this", at: opening)],
      fixIts: [FixIt("write `\(closing)`", replacing: place, with: closing)]
    )
  }

  /// SLO0014: `(a]`.
  static func wrongBracket(
    _ found: String,
    instead: String,
    at range: SourceRange,
    opening: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO0014,
      "expected `\(instead)`, found \(found)",
      at: range,
      related: [Related("to close this", at: opening)],
      fixIts: [FixIt("write `\(instead)`", replacing: range, with: instead)]
    )
  }

  /// SLO0015: a closing bracket that closes nothing.
  static func unmatchedBracket(
    _ bracket: String,
    at range: SourceRange,
    suspect: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO0015,
      "`\(bracket)` closes nothing",
      at: range,
      related: suspect.map {
        [Related("this block's `}` is indented unlike its beginning", at: $0)]
      } ?? [],
      fixIts: [FixIt("delete it", replacing: range, with: "")]
    )
  }
}

extension SourceRange {
  /// The empty place in front of the first byte.
  var before: SourceRange { SourceRange(file: file, start: Int(start), end: Int(start)) }
}
