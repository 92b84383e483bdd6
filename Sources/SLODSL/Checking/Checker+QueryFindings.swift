/// What the linter says about queries of specs.
extension Checker {
  /// Reports what a query says and hardly means; whether it may be used nevertheless.
  mutating func checkMeaning(
    of query: ReadQuery,
    purpose: PromQLLinter.Context.Purpose
  ) -> Bool {
    let context = PromQLLinter.Context(
      options: PromQLOptions(rulers: project.rulers),
      catalog: metricsForQueries(),
      purpose: purpose,
      scrape: project.scrape,
      evaluation: project.evaluation,
      retention: project.retention
    )
    let findings = PromQLLinter.findings(
      in: query.expression,
      text: query.text.bytes,
      context: context
    )
    for finding in findings { report(Diagnostic(finding, in: query)) }
    return !findings.contains { $0.severity == .error }
  }

  /// Which labels the result of a query has, as far as it and the declared metrics tell.
  mutating func labelType(of expression: PromQLExpression) -> LabelSetType {
    LabelInference.type(of: expression, catalog: SeriesCatalog(metricsForQueries()))
  }

  /// The declared metrics, gathered for the first query.
  private mutating func metricsForQueries() -> MetricCatalog {
    if let known = queryCatalog { return known }
    let known = catalog
    queryCatalog = known
    return known
  }
}

extension Diagnostic {
  /// A finding in the source. Its fix goes where all of it stands in the source as it is: an edit
  /// cannot reach into values, and would have to escape in a plain literal.
  fileprivate init(_ finding: PromQLFinding, in query: Checker.ReadQuery) {
    var fixIts: [FixIt] = []
    if let fix = finding.fix {
      let edits = fix.edits.compactMap { edit -> FixIt.Edit? in
        // A quote that stands as itself shows that the literal is raw.
        let isRaw = query.text.bytes[edit.range].contains(UInt8(ascii: "\""))
        let escapes = edit.replacement.utf8.contains { byte in
          byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\n")
            || (byte == UInt8(ascii: "\"") && !isRaw)
        }
        guard !escapes, let place = query.text.written(edit.range) else { return nil }
        return FixIt.Edit(range: place, replacement: edit.replacement)
      }
      if edits.count == fix.edits.count {
        fixIts = [FixIt(fix.title, edits: edits, safety: fix.safety)]
      }
    }
    self.init(
      finding.code,
      finding.message,
      at: query.text.source(of: finding.range, fallback: query.range),
      severity: finding.severity,
      notes: finding.notes,
      help: finding.help,
      fixIts: fixIts
    )
  }
}
