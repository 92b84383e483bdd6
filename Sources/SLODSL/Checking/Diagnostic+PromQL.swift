/// Words for PromQL of the author's.
extension Diagnostic {
  static func promQLError(_ error: PromQLError, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      error.kind.code,
      error.message,
      at: range,
      notes: ["in PromQL of the spec"],
      help: error.help.map { [$0] } ?? []
    )
  }

  static func promQLType(_ found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO3002,
      "this PromQL yields \(found), but an instant vector is expected",
      at: range
    )
  }

  static func windowMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO3003,
      "nothing here reads \\(window)",
      at: range,
      notes: ["slogen chooses the range: it counts each event exactly once"],
      help: ["write rate(some_total[\\(window)])"]
    )
  }

  static func windowFixed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO3003,
      "this range is fixed, but counts need \\(window)",
      at: range,
      notes: ["a range of another length than the others counts events twice or never"],
      help: ["write [\\(window)]"]
    )
  }

  static func interpolationMisplaced(
    _ found: String,
    _ reason: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(.SLO3006, "\(found) cannot stand here: \(reason)", at: range)
  }

  static func scaleUnknown(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO3004,
      "whether this counts per second or per window cannot be told",
      at: range,
      notes: ["slogen turns rates and increases into counts; it must know which of them it sees"],
      help: ["put rate(…[\\(window)]) or increase(…[\\(window)]) under sums"]
    )
  }

  static func scaleMixed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO3004,
      "one side counts per second, the other per window",
      at: range,
      help: ["use rate, or increase, on both sides"]
    )
  }

  static func queryLosesLabel(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO3005,
      "the result has no label '\(name.text)', which 'by:' separates budgets by",
      at: range,
      related: [Related("demanded here", at: name.range)],
      help: ["keep it: sum by (\(name.text)) (…)"]
    )
  }

  static func queryMetric(
    _ message: String,
    at range: SourceRange,
    related: [Related],
    fix: FixIt?
  ) -> Diagnostic {
    Diagnostic(.SLO3008, message, at: range, related: related, fixIts: fix.map { [$0] } ?? [])
  }

  static func rawStringsRecommended(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO4008,
      "escapes make PromQL hard to read",
      at: range,
      help: [
        "write #promql(#\"…\"#): inside, quotes and backslashes stand for themselves, and "
          + "\\#(window) interpolates"
      ]
    )
  }
}
