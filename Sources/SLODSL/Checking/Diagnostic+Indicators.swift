/// Words for indicators that do not measure what they seem to.
extension Diagnostic {
  // MARK: 2003, 2009 buckets

  static func notABucket(
    _ bound: ExactNumber,
    _ comparison: ValueComparison,
    _ metric: Metric
  ) -> Diagnostic {
    let below = metric.buckets.last { $0.bound < bound }
    let above = metric.buckets.first { $0.bound > bound }
    let neighbours = [below, above].compactMap { $0?.text }
    let nearest = neighbours.first
    return Diagnostic(
      .SLO2003,
      "\(comparison.thresholdText) is not a bucket of \(metric.name)",
      at: comparison.thresholdRange,
      label: "nearest \(neighbours.count == 1 ? "bucket" : "buckets"): "
        + neighbours.joined(separator: ", "),
      related: (metric.buckets.first?.origin).map { [Related("buckets declared here", at: $0)] }
        ?? [],
      notes: ["a classic histogram only knows how many events were at or below each bucket"],
      fixIts: nearest.map {
        [FixIt("count events within \($0)", replacing: comparison.thresholdRange, with: $0)]
      } ?? []
    )
  }

  static func bucketComparison(
    _ comparison: ValueComparison,
    instead: BinaryExpression.Operator
  ) -> Diagnostic {
    Diagnostic(
      .SLO2009,
      "buckets cannot tell '\(comparison.operator.rawValue)': each holds what is at or below its "
        + "bound",
      at: comparison.operatorRange,
      label: "write '\(instead.rawValue)'",
      fixIts: [
        FixIt(
          "write '\(instead.rawValue)'",
          replacing: comparison.operatorRange,
          with: instead.rawValue
        )
      ]
    )
  }

  static func bucketsUnknown(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO4001,
      "the buckets of \(metric.name) are not declared: the bound is not checked",
      at: range,
      related: metric.declaration("declared here, without buckets"),
      help: ["add buckets: 100ms, 250ms, … to the metric"]
    )
  }

  static func boundExpected(_ comparison: ValueComparison, _ metric: Metric) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "events of \(metric.name) are judged by a bucket bound",
      at: comparison.range,
      help: ["for example good: value <= 250ms"]
    )
  }

  static func noBuckets(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2005,
      "\(metric.name) is a \(metric.kind.rawValue), which has no buckets",
      at: range,
      related: metric.declaration("declared here"),
      notes: ["quantiles of a summary cannot be counted or added up"],
      help: ["measure the latency with a Histogram"]
    )
  }

  /// SLO2022: the number of a native histogram's events, without a judgement of their values.
  private static func nativeCount(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "events of a native histogram are only counted where their values are judged",
      at: range,
      related: metric.declaration("declared here"),
      help: [
        "judge the values: good: value <= 250ms",
        "or count them with #promql: sum(histogram_count(rate(\(metric.name)[\\(window)])))",
      ]
    )
  }

  static func bucketsWithoutHistogram(_ kind: MetricKind, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2024,
      "a \(kind.rawValue) has no buckets",
      at: range,
      help: ["buckets belong to Histogram<…>"]
    )
  }

  static func bucketsNotAscending(
    _ text: String,
    after other: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2024,
      "buckets ascend: \(text) cannot follow \(other)",
      at: range
    )
  }

  // MARK: 2005 kinds

  static func doesNotCount(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    if metric.kind == .nativeHistogram { return nativeCount(metric, at: range) }
    guard metric.kind == .gauge else {
      return Diagnostic(
        .SLO2005,
        "\(metric.name) is one bucket series, not a count of events",
        at: range,
        help: ["name the histogram itself, without _bucket"]
      )
    }
    return Diagnostic(
      .SLO2005,
      "\(metric.name) is a Gauge: it counts no events",
      at: range,
      label: "a Counter or a Histogram is expected",
      related: metric.declaration("declared here"),
      help: ["judge a gauge over time: sample: \(metric.name)"]
    )
  }

  static func notSampled(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2005,
      "\(metric.name) is a \(metric.kind.rawValue): its value is not judged over time",
      at: range,
      label: "a Gauge is expected",
      related: metric.declaration("declared here"),
      help: ["count its events: events: \(metric.name)"]
    )
  }

  static func valueOfCounter(_ comparison: ValueComparison, _ metric: Metric?) -> Diagnostic {
    Diagnostic(
      .SLO2005,
      "'\(comparison.subject.rawValue)' is what one event measures; a counter only counts",
      at: comparison.subjectRange,
      related: metric?.declaration("declared here") ?? [],
      help: ["judge events by a label: bad: code in 500...599"]
    )
  }

  // MARK: 2001, 2002, 2014 judgements

  static func valueComparisonExpected(_ value: Value, at range: SourceRange) -> Diagnostic {
    if case .boolean = value {
      return Diagnostic(
        .SLO2001,
        "a Bool is good or bad by itself: it is not compared",
        at: range,
        help: ["write good: value, or bad: value"]
      )
    }
    return Diagnostic(
      .SLO2001,
      "what is measured is compared with a number and its unit, not with \(value.noun)",
      at: range,
      help: ["for example value <= 250ms"]
    )
  }

  static func negatedValue(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'value' is not negated",
      at: range,
      help: ["say the opposite: bad: value means good: !value"]
    )
  }

  static func boolCompared(_ comparison: ValueComparison, _ metric: Metric?) -> Diagnostic {
    Diagnostic(
      .SLO2002,
      "a Bool is good or bad by itself: it is not compared",
      at: comparison.range,
      related: metric?.declaration("declared here") ?? [],
      fixIts: [FixIt("write value", replacing: comparison.range, with: "value")]
    )
  }

  static func quotientLosesSeries(
    _ left: [String],
    _ right: [String],
    at binary: BinaryExpression
  ) -> Diagnostic {
    func labels(_ names: [String]) -> String {
      names.isEmpty ? "no labels" : names.joined(separator: ", ")
    }
    return Diagnostic(
      .SLO2014,
      "the two sides of '\(binary.operator.rawValue)' have different labels, so no series meet",
      at: binary.operatorRange,
      related: [
        Related("this has \(labels(left))", at: binary.left.range),
        Related("this has \(labels(right))", at: binary.right.range),
      ],
      help: ["aggregate both sides by the same labels"]
    )
  }

  static func predicateWithoutMetric(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a predicate needs events of a named metric",
      at: range,
      help: ["with events: #promql(…), write bad: #promql(…) too"]
    )
  }

  static func sampleNeedsComparison(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a sample is judged by its value",
      at: range,
      help: ["for example good: value < 15m, or good: age <= 26h"]
    )
  }

  static func timestampNeedsAge(_ comparison: ValueComparison) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "the value of a Timestamp is a date",
      at: comparison.subjectRange,
      label: "'age' or 'remaining' is expected",
      fixIts: [FixIt("compare its age", replacing: comparison.subjectRange, with: "age")]
    )
  }

  static func ageNeedsTimestamp(_ comparison: ValueComparison, _ metric: Metric?) -> Diagnostic {
    guard let metric else {
      return Diagnostic(
        .SLO2005,
        "'\(comparison.subject.rawValue)' is that of a gauge, or of its newest, oldest or average "
          + "series",
        at: comparison.subjectRange,
        help: [
          "sample the gauge itself: the worst of its series decides; or max(of: …) for the newest"
        ]
      )
    }
    return Diagnostic(
      .SLO2005,
      "'\(comparison.subject.rawValue)' needs a Gauge<Timestamp>; \(metric.name) is a "
        + "\(metric.kind.rawValue)<\(metric.unit.rawValue)>",
      at: comparison.subjectRange,
      related: metric.declaration("declared here")
    )
  }

  static func onlySums(_ binary: BinaryExpression) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "counts are added up with '+' only",
      at: binary.operatorRange,
      help: ["anything else is written as #promql(…)"]
    )
  }

  static func onlyQuotients(_ binary: BinaryExpression) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "gauges are divided with '/' only",
      at: binary.operatorRange,
      help: ["anything else is written as #promql(…)"]
    )
  }

  static func unknownAggregate(
    _ text: String,
    at range: SourceRange,
    among words: [String],
    call: (range: SourceRange, argument: String)?,
    isShown: Bool = false
  ) -> Diagnostic {
    // The worst of several series decides anyway.
    if text == "worst", let call {
      return Diagnostic(
        .SLO1017,
        "'worst' does not aggregate samples: without an aggregate the worst series decides",
        at: range,
        fixIts: [
          FixIt("name the gauge alone", replacing: call.range, with: call.argument)
        ]
      )
    }
    let near = EditDistance.nearest(to: text, among: words)
    return Diagnostic(
      .SLO1017,
      isShown ? "nothing can be asked with '\(text)'" : "'\(text)' does not aggregate samples",
      at: range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["choose one of: " + words.joined(separator: ", ")],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: range, with: $0)] } ?? []
    )
  }

  // MARK: 2013 part of the total

  static func partNotWithinTotal(
    _ metric: Metric,
    _ condition: LabelCondition,
    total: Metric,
    undecided: Bool,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2013,
      undecided
        ? "whether \(metric.name) stays within the events cannot be told"
        : "this counts \(metric.name) beyond the events it is part of",
      at: range,
      severity: undecided ? .warning : .error,
      label: "narrow '\(condition.label)' here too",
      related: [Related("\(total.name) is narrowed by '\(condition.label)'", at: condition.range)],
      notes: ["more bad than total events would make a ratio above 1"]
    )
  }

  static func countedTwice(
    _ metric: Metric,
    at range: SourceRange,
    before: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2013,
      "series of \(metric.name) are counted as good and as bad",
      at: range,
      related: [Related("counted as good here", at: before)],
      help: ["state the total: events: \(metric.name), and what is bad of it"]
    )
  }

  static func countedUnitsDiffer(_ one: Metric, _ other: Metric, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      .SLO2002,
      "\(one.name) counts \(one.countedNoun), but \(other.name) counts \(other.countedNoun)",
      at: range,
      related: one.declaration("declared here") + other.declaration("declared here"),
      notes: ["what is added up or divided must be counted in the same unit"]
    )
  }

  // MARK: 2019 groups

  static func groupNotDimension(
    _ label: String,
    among dimensions: [String],
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2019,
      "'\(label)' does not separate budgets, so it cannot have objectives of its own",
      at: range,
      help: [
        dimensions.isEmpty
          ? "add by: \(label)" : "by: lists " + dimensions.joined(separator: ", ")
      ]
    )
  }

  static func groupsOverTwoDimensions(
    _ one: GroupCondition,
    _ other: GroupCondition,
    at range: SourceRange,
    before: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2019,
      "objectives of groups go by one label: '\(one.dimension)' or '\(other.dimension)'",
      at: range,
      related: [Related("by '\(one.dimension)' here", at: before)]
    )
  }

  static func groupsOverlap(
    _ value: String,
    at range: SourceRange,
    before: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2019,
      "\"\(value)\" has two objectives",
      at: range,
      related: [Related("the other one", at: before)]
    )
  }
}
