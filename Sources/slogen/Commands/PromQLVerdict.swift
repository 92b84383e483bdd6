import Codegen
import SLODSL

/// What there is to say about one expression.
struct PromQLVerdict: Sendable {
  /// What is known beside the expressions.
  struct Context: Sendable {
    var lints: PromQLLinter.Context
    /// Nil where no catalog was given.
    var series: SeriesCatalog?
  }

  /// Nil when the text does not parse.
  let expression: PromQLExpression?
  /// Nil when there is any error.
  let type: PromQLType?
  /// Places are bytes of the expression's text.
  let errors: [PromQLError]
  /// What misleads; empty when there is any error.
  let findings: [PromQLFinding]
  /// The labels of the result; nil when there is any error.
  let labels: LabelSetType?

  init(_ bytes: [UInt8], in context: Context) {
    let parsed = PromQLParser.parse(bytes, options: context.lints.options)
    expression = parsed.expression
    guard let expression, parsed.errors.isEmpty else {
      type = nil
      errors = parsed.errors
      findings = []
      labels = nil
      return
    }
    let checked = PromQLChecker.check(expression, options: context.lints.options)
    errors = checked.errors
    guard checked.errors.isEmpty else {
      type = nil
      findings = []
      labels = nil
      return
    }
    type = checked.type
    findings = PromQLLinter.findings(in: expression, text: bytes, context: context.lints)
    labels = LabelInference.type(of: expression, catalog: context.series)
  }
}

// For people.
extension PromQLVerdict {
  /// Errors and findings where they stand.
  func diagnostics(at place: ExpressionList.Place) -> [Diagnostic] {
    let range = { (bytes: Range<Int>) in
      SourceRange(
        file: place.file,
        start: place.range.lowerBound + bytes.lowerBound,
        end: place.range.lowerBound + bytes.upperBound
      )
    }
    let problems = errors.map { error in
      Diagnostic(
        error.kind.code,
        error.message,
        at: range(error.range),
        help: error.help.map { [$0] } ?? []
      )
    }
    return problems
      + findings.map { finding in
        Diagnostic(
          finding.code,
          finding.message,
          at: range(finding.range),
          severity: finding.severity,
          notes: finding.notes,
          help: finding.help,
          fixIts: finding.fix.map { fix in
            let edits = fix.edits.map {
              FixIt.Edit(range: range($0.range), replacement: $0.replacement)
            }
            return [FixIt(fix.title, edits: edits, safety: fix.safety)]
          } ?? []
        )
      }
  }

}

/// What the labels of a result are, for people and for programs.
extension LabelSetType {
  /// Two lines for each kind of series: what each has, and what it may have beside.
  var text: String {
    if isNever { return "never a series\n" }
    return alternatives.map { set in
      let must = set.mustLabels
      let others = set.mayLabels.filter { !must.contains($0) }
      let impossible = set.impossibleLabels
      let open =
        impossible.isEmpty ? "any other" : "any other but " + impossible.joined(separator: ", ")
      let may = others + (set.isOpen ? [open] : [])
      return "must: \(Self.list(must))\nmay:  \(Self.list(may))\n"
    }
    .joined(separator: "or\n")
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "-" : DisplayWidth.printable(names.joined(separator: ", "))
  }

  var json: JSON {
    let merged = self.merged.map(Self.members) ?? ["must": [], "may": [], "open": false]
    guard case .object(let members) = merged else { return merged }
    return .object(members + [.init("alternatives", .array(alternatives.map(Self.members)))])
  }

  private static func members(_ set: LabelSet) -> JSON {
    let texts = { (names: [String]) in JSON.array(names.map { .text($0) }) }
    return .members([
      "must": texts(set.mustLabels),
      "may": texts(set.mayLabels),
      "open": .boolean(set.isOpen),
      "except": set.isOpen ? texts(set.impossibleLabels) : nil,
    ])
  }
}

// For programs.
extension PromQLVerdict {
  /// Everything on one line of JSON; docs/PROMQL.md describes it.
  func line(number: Int) -> String {
    let isSound = errors.isEmpty
    return JSONWriter.line(
      .members([
        "line": .integer(number),
        "ok": .boolean(isSound),
        "type": type.map { .text($0.rawValue) },
        "canonical": isSound ? expression.map { .text($0.text) } : nil,
        "pretty": isSound ? expression.map { .text($0.prettified()) } : nil,
        "errors": .array(errors.map(Self.problem)),
        "ast": isSound ? expression.map(PromQLTree.document) : nil,
        "labels": labels?.json,
        "findings": isSound ? .array(findings.map(Self.finding)) : nil,
      ])
    )
  }

  private static func problem(_ error: PromQLError) -> JSON {
    .members([
      "start": .integer(error.range.lowerBound),
      "end": .integer(error.range.upperBound),
      "message": .text(error.message),
      "code": .text(error.kind.code.rawValue),
      "severity": .text("error"),
      "help": error.help.map { .array([.text($0)]) },
    ])
  }

  private static func finding(_ finding: PromQLFinding) -> JSON {
    .members([
      "start": .integer(finding.range.lowerBound),
      "end": .integer(finding.range.upperBound),
      "message": .text(finding.message),
      "code": .text(finding.code.rawValue),
      "severity": .text("\(finding.severity)"),
      "notes": finding.notes.isEmpty ? nil : .array(finding.notes.map { .text($0) }),
      "help": finding.help.isEmpty ? nil : .array(finding.help.map { .text($0) }),
      "fixes": finding.fix.map { .array([fix($0)]) },
    ])
  }

  private static func fix(_ fix: PromQLFinding.Fix) -> JSON {
    .members([
      "title": .text(fix.title),
      "safety": .text("\(fix.safety)"),
      "edits": .array(
        fix.edits.map { edit in
          .members([
            "start": .integer(edit.range.lowerBound),
            "end": .integer(edit.range.upperBound),
            "replacement": .text(edit.replacement),
          ])
        }
      ),
    ])
  }
}
