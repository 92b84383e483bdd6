/// Words for pages of metrics.
extension Diagnostic {
  static func malformedExposition(
    _ expected: String,
    at range: SourceRange,
    isLast: Bool
  ) -> Diagnostic {
    Diagnostic(
      .SLO9009,
      "this line is no sample: \(expected) is expected here",
      at: range,
      notes: isLast ? ["the rest of the page was not read"] : [],
      help: ["save what the exporter answers: curl -s http://HOST:PORT/metrics > metrics.txt"]
    )
  }

  static func emptyExposition(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO9009,
      "this page has no metrics",
      at: range,
      help: ["save what the exporter answers: curl -s http://HOST:PORT/metrics > metrics.txt"]
    )
  }

  /// A declaration that says something else than the exporter.
  package static func exposedDifferently(
    _ name: String,
    as type: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO9010,
      "'\(name)' is exposed as \(type)",
      at: range,
      label: "declared like this, and kept",
      fixIts: [FixIt("declare what is exposed", replacing: range, with: type)]
    )
  }
}
