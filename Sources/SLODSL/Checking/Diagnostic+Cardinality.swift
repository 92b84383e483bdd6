/// What is wrong with numbers of series and with limits on them.
extension Diagnostic {
  // MARK: 2051 cardinality

  static func countExpected(_ found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2051,
      "this is \(found), but a whole number of at least 1 is expected",
      at: range,
      help: ["write cardinality: 480, route = 12"]
    )
  }

  static func secondCardinality(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2051,
      "a metric has one number of series",
      at: range,
      label: "a second one",
      help: ["a number of values names its label: cardinality: 480, route = 12"]
    )
  }

  static func secondCardinality(
    of part: MetricCardinality.Part,
    at range: SourceRange
  ) -> Diagnostic {
    let labels = part.labels.map { "\($0.name) == \(SpecText.literal($0.value))" }
    return Diagnostic(
      .SLO2051,
      "the series where \(labels.joined(separator: " && ")) have one number",
      at: range,
      label: "a second one"
    )
  }

  static func partExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2051,
      "a part of the series is chosen by the values of labels",
      at: range,
      help: ["write 420 where job == \"checkout\" && code == 200"]
    )
  }

  static func partBeyondWhole(
    _ part: MetricCardinality.Part,
    of all: Int,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2051,
      "\(part.combinations) cannot be a part of \(all) series",
      at: range
    )
  }

  static func moreValuesThanDomain(
    _ count: MetricCardinality.LabelCount,
    domain: Int,
    _ label: MetricLabel,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2051,
      "\(count.label) cannot have \(count.values) values: \(domain) are declared",
      at: range,
      related: label.origin.map { [Related("its values are declared here", at: $0)] } ?? []
    )
  }

  static func moreValuesThanSeries(
    _ count: MetricCardinality.LabelCount,
    series: Int,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2051,
      "\(count.label) cannot have \(count.values) values in \(series) series",
      at: range,
      notes: ["each value is on a series at least"]
    )
  }

  // MARK: 2052 limits

  static func limitExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2052,
      "this is no limit",
      at: range,
      help: ["write limits: series <= 20000, samples <= 200000/min, podHours <= 20000"]
    )
  }

  static func limitOfOtherUnit(
    _ subject: CostLimit.Subject,
    _ found: String,
    at range: SourceRange
  ) -> Diagnostic {
    let (expected, example) =
      switch subject {
      case .series: ("a number of series", "20000")
      case .samples: ("a rate of samples", "200000/min")
      case .podHours: ("a number of hours", "20000")
      }
    return Diagnostic(
      .SLO2052,
      "this is \(found), but \(expected) above 0 is expected",
      at: range,
      help: ["write \(subject.rawValue) <= \(example)"]
    )
  }
}
