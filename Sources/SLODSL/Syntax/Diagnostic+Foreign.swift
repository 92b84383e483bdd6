/// What habits of other languages and tools are called here.
extension Diagnostic {
  /// SLO0034: a whole file of another tool.
  ///
  /// - Parameters:
  ///   - spec: the lines that say the same here; `…` stands for what is not known.
  ///   - whole: all of the file.
  static func foreignDocument(
    _ language: String,
    at range: SourceRange,
    spec: [String]?,
    whole: SourceRange
  ) -> Diagnostic {
    let example = ["service checkout {", "slo availability: 99.9% over 30d {", "…", "}", "}"]
    let isComplete = spec.map { lines in !lines.contains { $0.contains("…") } } ?? false
    let sketch = (spec ?? example)
      .map { String($0.drop { $0 == " " }) }.joined(separator: " ")
    return Diagnostic(
      .SLO0034,
      "this file is \(language), and no spec",
      at: range,
      help: isComplete
        ? [] : [(spec == nil ? "a spec looks like this: " : "it becomes: ") + sketch],
      fixIts: isComplete
        ? [
          FixIt(
            "write it as a spec",
            replacing: whole,
            with: (spec ?? []).joined(separator: "\n") + "\n"
          )
        ] : []
    )
  }

  /// SLO0035: `sum(rate(x_total[5m]))`.
  static func promQLOutsideText(_ queries: [ForeignQueryPlace]) -> Diagnostic {
    let edits = queries.compactMap { query in
      query.instead.map { FixIt.Edit(range: query.range, replacement: $0) }
    }
    let isQuery = edits.contains { $0.replacement.hasPrefix("#promql") }
    let help = queries.flatMap(\.help)
    return Diagnostic(
      .SLO0035,
      "this is PromQL, which stands in text here",
      at: queries.first?.range,
      related: queries.dropFirst().map { Related("and this", at: $0.range) },
      notes: isQuery ? [] : ["slogen counts, adds up and chooses the windows by itself"],
      help: edits.isEmpty && help.isEmpty ? ["write a query as `#promql(#\"…\"#)`"] : help,
      fixIts: edits.isEmpty
        ? [] : [FixIt(isQuery ? "write it as a query" : "name the series alone", edits: edits)]
    )
  }

  /// SLO0035: `x_total offset 5m`.
  static func promQLWord(_ word: String, at range: SourceRange, help: String) -> Diagnostic {
    Diagnostic(
      .SLO0035,
      "`\(word)` is a word of PromQL, which stands in text here",
      at: range,
      help: [help]
    )
  }

  /// SLO0025: `labels:` with lines of `team: platform` below.
  static func nestedMapping(of key: String, at range: SourceRange, edits: [FixIt.Edit])
    -> Diagnostic
  {
    Diagnostic(
      .SLO0025,
      "the values of `\(key)` stand behind it, not on indented lines",
      at: range,
      notes: ["this is not YAML: indentation means nothing, and blocks have braces"],
      help: edits.isEmpty ? ["for example `\(Self.example(of: key))`"] : [],
      fixIts: edits.isEmpty ? [] : [FixIt("write them with commas", edits: edits)]
    )
  }

  private static func example(of key: String) -> String {
    switch key {
    case "noData", "alert": "noData: .alert(after: 10m)"
    case "events", "sli", "indicator": "events: http_requests_total where job == \"checkout\""
    case "slos", "slo", "objectives": "slo availability: 99.9% over 30d { events: …; bad: … }"
    case "page_alert", "ticket_alert", "alerting": "page: payments_pager"
    default: "\(key): first, second"
    }
  }

  /// SLO0025: `owner: |` and lines below.
  static func blockText(of key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0025,
      "text stands in quotes, not on indented lines",
      at: range,
      help: ["text of several lines stands between `\"\"\"`"]
    )
  }

  /// SLO0030: `service checkout:` with indented lines below.
  static func blockByIndentation(_ owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0030,
      "the block of \(owner) stands between braces",
      at: range,
      notes: ["this is not YAML: indentation means nothing, and blocks have braces"],
      help: ["write `{` here, and `}` behind its last line"]
    )
  }

  /// SLO0030: `service checkout` with its settings on the next lines, and a `}`.
  static func openingBraceMissing(_ owner: String, at place: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0030,
      "expected `{` behind `\(owner)`",
      at: place,
      fixIts: [FixIt("write `{`", replacing: place, with: " {", safety: .safe)]
    )
  }

  /// SLO0029: `slo: 99.9% over 7d {`.
  static func namelessObjective(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0029,
      "an SLO has a name in front of its `:`",
      at: range,
      help: ["for example `slo availability: 99.9% over 30d { … }`"]
    )
  }

  /// SLO0006: `service my service {`.
  static func nameOfSeveralWords(of owner: String, at range: SourceRange, joined: String)
    -> Diagnostic
  {
    Diagnostic(
      .SLO0006,
      "the name of \(owner) is one word",
      at: range,
      fixIts: [FixIt("join the words", replacing: range, with: joined)]
    )
  }

  /// SLO0001: `service checkout() {`.
  static func parametersOfService(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "a service has no parameters; only templates have",
      at: range,
      fixIts: [FixIt("delete the parentheses", replacing: range, with: "")]
    )
  }

  /// SLO0001: `metric x: Counter(labels: queue)`.
  static func settingsInParentheses(at range: SourceRange, edits: [FixIt.Edit]) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "what is said about a metric stands in braces",
      at: range,
      fixIts: [FixIt("write a block", edits: edits)]
    )
  }

  /// SLO0001: `for q in "a", "b" {`.
  static func listWithoutBrackets(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "several values to loop over stand in brackets",
      at: range,
      fixIts: [
        FixIt(
          "add brackets",
          edits: [
            FixIt.Edit(range: range.before, replacement: "["),
            FixIt.Edit(range: range.after, replacement: "]"),
          ],
          safety: .safe
        )
      ]
    )
  }

  /// SLO0001: `requests job == "a"`, `requests whre job == "a"`.
  static func whereMissing(at range: SourceRange, found: String?) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      found.map { "expected `where`, found `\($0)`" } ?? "a condition stands behind `where`",
      at: range,
      fixIts: [
        FixIt(
          "write `where`",
          replacing: range,
          with: found == nil ? " where" : "where"
        )
      ]
    )
  }

  /// SLO0013: `owner: payments team`.
  static func textWithoutQuotes(at range: SourceRange, text: String) -> Diagnostic {
    Diagnostic(
      .SLO0013,
      "text of several words stands in quotes",
      at: range,
      fixIts: [FixIt("put it in quotes", replacing: range, with: "\"\(text)\"")]
    )
  }

  /// SLO0004: `checkout"`, a quote that closes nothing.
  static func missingOpeningQuote(at quote: SourceRange, word: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0004,
      "a quote closes text here that none has opened",
      at: quote,
      fixIts: [FixIt("open the text", replacing: word.before, with: "\"")]
    )
  }

  /// SLO0001: `3 requests`.
  static func unknownCount(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0001,
      "`\(word)` is no unit; a minimum counts errors",
      at: range,
      fixIts: [FixIt("write `errors`", replacing: range, with: "errors")]
    )
  }

  /// SLO0032: `["a", "b"].contains(job)`, `requests.filter { … }`.
  static func memberOfValue(
    _ member: String,
    at range: SourceRange,
    help: String,
    edit: FixIt.Edit?
  ) -> Diagnostic {
    Diagnostic(
      .SLO0032,
      "values have no methods such as `\(member)`",
      at: range,
      help: edit == nil ? [help] : [],
      fixIts: edit.map { [FixIt(help, edits: [$0])] } ?? []
    )
  }

  /// SLO0032: `bad: if route == "/search" { … }`.
  static func statementAsValue(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0032,
      "`\(word)` is no value",
      at: range,
      help: [
        "`if input == \"…\" { bad: … } else { bad: … }` stands around settings and asks inputs;"
          + " what depends on labels is an SLO for each case"
      ]
    )
  }

  /// SLO0033: `[String: Int]`.
  static func dictionaryType(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0033,
      "parameters are no dictionaries",
      at: range,
      help: [
        "take a list, as in `queues: [String]`, or write the dictionary where it is looped over:"
          + " `for (queue, bound) in [\"mail\": 5m] { … }`"
      ]
    )
  }

  /// SLO0032: `public service x`, `@main`.
  static func foreignModifier(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0032,
      "there is no `\(word)` in this language",
      at: range,
      notes: ["what a file declares is seen by all that import it"],
      fixIts: [FixIt("delete it", replacing: range, with: "", safety: .safe)]
    )
  }

  /// SLO0032: `let http = import "http.slo"`.
  static func importedValue(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO0032,
      "an import stands alone; it makes all names of its file visible",
      at: range,
      fixIts: [FixIt("import alone", replacing: range, with: "", safety: .safe)]
    )
  }
}
