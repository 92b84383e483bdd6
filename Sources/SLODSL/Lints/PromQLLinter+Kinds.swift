/// Counters, gauges, histograms and summaries, and the functions that suit them.
extension PromQLLinter {
  mutating func lintKinds() {
    lintKinds(inferred, in: KindSurroundings())
  }

  /// What stands around an expression.
  private struct KindSurroundings {
    /// The nearest function or aggregation that reads buckets.
    var isInQuantile = false
    var isInSubquery = false
    /// Whether an aggregation around it was reported, and it is the same problem.
    var isReported = false
  }

  private mutating func lintKinds(
    _ node: InferredExpression,
    in surroundings: KindSurroundings
  ) {
    var inside = surroundings
    switch node.expression {
    case .call(let call):
      if call.function.hasPrefix("histogram_quantile") { inside.isInQuantile = true }
      lintFunction(call, node)
    case .aggregation(let aggregation):
      lintAggregatedQuantile(aggregation, node)
      if !surroundings.isInSubquery { lintAveragedCounter(aggregation, node) }
      lintAveragedInfo(aggregation, node)
    case .binary(let binary):
      lintComparedCounter(binary, node)
      lintComparedInfo(binary, node)
      if binary.operator == .divide { lintUnlikeGrowths(binary, node) }
    case .subquery: inside.isInSubquery = true
    case .selector(let selector): lintFamily(selector, in: surroundings)
    case .matrix(let matrix): lintFamily(matrix.selector, in: surroundings)
    case .number, .string, .parenthesized, .unary: break
    }
    for child in node.children { lintKinds(child, in: inside) }
  }

  private mutating func lintFunction(_ call: PromQLCall, _ node: InferredExpression) {
    let index = call.function == "quantile_over_time" ? 1 : 0
    guard node.children.indices.contains(index) else { return }
    let argument = node.children[index]
    switch call.function {
    case "rate", "irate", "increase", "resets":
      if case .subquery = argument.expression, lintRateOfSubquery(call, argument) { return }
      lintRateOfGauge(call, argument)
      if call.function == "irate" { lintInstantRate(call) }
    case "delta", "idelta", "deriv", "predict_linear", "holt_winters",
      "double_exponential_smoothing":
      lintDeltaOfCounter(call, argument)
      lintCountedGauge(call, argument)
    case "sum_over_time", "avg_over_time", "quantile_over_time", "stddev_over_time",
      "stdvar_over_time", "mad_over_time", "changes", "count_over_time":
      lintLevelOverTime(call, argument)
      lintCountedGauge(call, argument)
    case "histogram_count", "histogram_sum", "histogram_avg", "histogram_stddev",
      "histogram_stdvar":
      lintClassicPart(call, argument)
    default: break
    }
  }

  // MARK: Rates

  /// SLO3301: a function of counters on something that rises and falls.
  private mutating func lintRateOfGauge(_ call: PromQLCall, _ argument: InferredExpression) {
    guard case .raw(let kind) = argument.kind, let series = argument.series,
      kind == .quantile || (series.isDeclared && kind == .gauge)
    else { return }
    let replacements = ["rate": "deriv", "increase": "delta", "irate": "idelta"]
    let replacement = replacements[call.function]
    report(
      PromQLFinding(
        .SLO3301,
        "`\(series.name)` is \(kind.noun): `\(call.function)` takes each fall of it for a restart",
        at: call.range.bytes,
        notes: ["after a fall it adds the whole value, as if counting had begun again at zero"],
        help: [
          replacement.map { "`\($0)` computes with values that fall" }
            ?? "`changes` counts how often a value changes"
        ],
        fix: replacement.flatMap { renamed(call, to: $0) }
      )
    )
  }

  /// SLO3302: a function of gauges on a counter.
  private mutating func lintDeltaOfCounter(_ call: PromQLCall, _ argument: InferredExpression) {
    // A native histogram may be one of gauges.
    guard case .raw(let kind) = argument.kind, kind.accumulates, kind != .nativeHistogram,
      let series = argument.series, series.isDeclared
    else { return }
    let replacements = ["deriv": "rate", "delta": "increase", "idelta": "irate"]
    let replacement = replacements[call.function]
    report(
      PromQLFinding(
        .SLO3302,
        "`\(series.name)` is \(kind.noun): `\(call.function)` takes each restart for a fall",
        at: call.range.bytes,
        notes: ["when a process starts again its counters are zero, and the result is negative"],
        help: [
          replacement.map { "`\($0)` knows restarts" }
            ?? "predict what `rate` gives, by a subquery: it knows restarts"
        ],
        fix: replacement.flatMap { renamed(call, to: $0) }
      )
    )
  }

  /// SLO3304 and SLO3305: growth of something that was computed; true when one was reported.
  private mutating func lintRateOfSubquery(
    _ call: PromQLCall,
    _ argument: InferredExpression
  ) -> Bool {
    let inner = argument.children[0].bare
    if inner.kind.risesAndFalls {
      report(
        PromQLFinding(
          .SLO3305,
          "`\(call.function)` of values that rise and fall: it takes each fall for a restart",
          at: call.range.bytes,
          notes: ["only counters, as they are stored, grow until their process starts again"],
          help: ["`avg_over_time` averages such values, `deriv` gives their slope"]
        )
      )
      return true
    }
    guard case .aggregation(let aggregation) = inner.expression,
      ["sum", "avg", "quantile"].contains(aggregation.operator), inner.kind != .raw(.gauge)
    else { return false }
    report(
      PromQLFinding(
        .SLO3304,
        "`\(call.function)` of `\(aggregation.operator)`: a restart of one process looks like one "
          + "of all",
        at: call.range.bytes,
        notes: ["when one of ten counters restarts, what the other nine count is added once more"],
        help: ["take `\(call.function)` of each series first, and add up then"],
        fix: turnedInsideOut(call, argument, aggregation)
      )
    )
    return true
  }

  /// `sum by (a) (rate(x[5m]))` of `rate(sum by (a) (x)[5m:])`.
  private func turnedInsideOut(
    _ call: PromQLCall,
    _ argument: InferredExpression,
    _ aggregation: Aggregation
  ) -> PromQLFinding.Fix? {
    guard case .subquery(let subquery) = argument.expression, subquery.offset == nil,
      subquery.at == nil, aggregation.operator == "sum",
      case .selector(let selector) = aggregation.expression, selector.offset == nil,
      selector.at == nil
    else { return nil }
    let matrix = PromQLExpression.matrix(
      MatrixSelector(selector: selector, length: subquery.length)
    )
    let turned = PromQLExpression.aggregation(
      Aggregation("sum", .call(call.function, matrix), grouping: aggregation.grouping)
    )
    return fix("add up after `\(call.function)`", replacing: call.range.bytes, with: turned.text)
  }

  /// SLO3306: the last two samples only.
  private mutating func lintInstantRate(_ call: PromQLCall) {
    guard context.purpose != .query else { return }
    report(
      PromQLFinding(
        .SLO3306,
        "`irate` reads the last two samples only",
        at: call.range.bytes,
        notes: ["whatever happens between two evaluations of a rule, apart from them, is not seen"],
        fix: renamed(call, to: "rate")
      )
    )
  }

  /// SLO3308: two growths that are not measured alike, divided.
  private mutating func lintUnlikeGrowths(_ binary: PromQLBinary, _ node: InferredExpression) {
    guard let left = node.children[0].counted, let right = node.children[1].counted else { return }
    let ratio = RatioOfCounts(left, right, binary.matching)
    let difference: String
    let isOneSeries = ratio.isOfOneName && ratio.hasEqualMatchers
    if left.function != right.function {
      guard !left.isScaled, !right.isScaled else { return }
      difference = "`\(left.function)` is divided by `\(right.function)`"
    } else if left.length != right.length, !isOneSeries {
      difference = "the two sides look back over different ranges"
    } else if left.selector.offset != right.selector.offset, !isOneSeries {
      difference = "the two sides look at different times"
    } else {
      return
    }
    report(
      PromQLFinding(
        .SLO3308,
        difference + ": the quotient is no share of events",
        at: node.range,
        notes: ["events must be counted alike above and below, or the result follows the traffic"],
        help: ["use one function, one range and one offset on both sides"]
      )
    )
  }

  // MARK: Levels

  /// SLO3303: the value of a counter compared with a number.
  private mutating func lintComparedCounter(_ binary: PromQLBinary, _ node: InferredExpression) {
    guard binary.operator.kind == .comparison else { return }
    let (left, right) = (node.children[0], node.children[1])
    guard let bound = right.constant ?? left.constant, bound != 0,
      left.constant == nil || right.constant == nil
    else { return }
    let level = right.constant == nil ? right : left
    if level.kind == .lifetime {
      report(
        PromQLFinding(
          .SLO3303,
          "this compares a quotient of counters since their processes started",
          at: node.range,
          notes: ["an hour of errors hardly moves it after a week of running"],
          help: ["take `rate` of both sides"]
        )
      )
      return
    }
    guard case .raw(let kind) = level.kind, kind.accumulates, kind != .nativeHistogram,
      let series = level.series, series.isDeclared, let path = selectorUnderSums(level)
    else { return }
    report(
      PromQLFinding(
        .SLO3303,
        "`\(series.name)` is \(kind.noun): its value says how long its process has been running",
        at: node.range,
        notes: ["once above the number it stays there until the process starts again"],
        help: ["compare its growth: `increase(…[5m])`"],
        fix: wrapped(path, in: "increase", over: "5m")
      )
    )
  }

  /// SLO3303: an average, a maximum or the like of counters.
  private mutating func lintAveragedCounter(
    _ aggregation: Aggregation,
    _ node: InferredExpression
  ) {
    guard ["avg", "min", "max", "stddev", "stdvar", "quantile"].contains(aggregation.operator),
      let inner = node.children.last, case .raw(let kind) = inner.kind, kind.accumulates,
      kind != .nativeHistogram, let series = inner.series, series.isDeclared
    else { return }
    report(
      PromQLFinding(
        .SLO3303,
        "`\(series.name)` is \(kind.noun): `\(aggregation.operator)` of it compares how long "
          + "processes have been running",
        at: aggregation.range.bytes,
        help: ["take `rate` of it first"],
        fix: selectorUnderSums(inner).flatMap { wrapped($0, in: "rate", over: "5m") }
      )
    )
  }

  /// SLO3307: values of a counter over time.
  private mutating func lintLevelOverTime(_ call: PromQLCall, _ argument: InferredExpression) {
    guard call.function != "count_over_time", case .raw(let kind) = argument.kind,
      kind.accumulates, kind != .nativeHistogram, let series = argument.series, series.isDeclared
    else { return }
    let isChanges = call.function == "changes"
    report(
      PromQLFinding(
        .SLO3307,
        isChanges
          ? "`changes` counts samples that differ, and not what `\(series.name)` counted between"
          : "`\(call.function)` reads the levels of `\(series.name)`, which only grows",
        at: call.range.bytes,
        notes: ["\(series.name) is \(kind.noun)"],
        help: ["`increase` gives what was counted over the range"],
        fix: call.arguments.count == 1 ? renamed(call, to: "increase") : nil
      )
    )
  }

  // MARK: Other kinds

  /// SLO3309: quantiles of several processes, added up or averaged.
  private mutating func lintAggregatedQuantile(
    _ aggregation: Aggregation,
    _ node: InferredExpression
  ) {
    guard ["sum", "avg", "stddev", "stdvar"].contains(aggregation.operator),
      let inner = node.children.last, inner.kind == .raw(.quantile), let series = inner.series
    else { return }
    report(
      PromQLFinding(
        .SLO3309,
        "`\(aggregation.operator)` of quantiles of `\(series.name)` is the quantile of nothing",
        at: aggregation.range.bytes,
        notes: [
          "each process computed its own; how many events each stands for is lost"
        ],
        help: ["take `max` for the worst process, or count events in the buckets of a histogram"],
        fix: renamed(aggregation, to: "max")
      )
    )
  }

  /// SLO3310: a name that has no series of its own.
  private mutating func lintFamily(
    _ selector: VectorSelector,
    in surroundings: KindSurroundings
  ) {
    guard let catalog = context.catalog, let name = selector.selectedName,
      catalog.series(named: name) == nil
    else { return }
    if catalog.series(named: name + "_bucket")?.part == .bucket {
      let isBuckets =
        surroundings.isInQuantile || selector.matchers.contains { $0.label == "le" }
      let suffix = isBuckets ? "_bucket" : "_count"
      report(
        PromQLFinding(
          .SLO3310,
          "`\(name)` is a histogram: no series has this name",
          at: selector.range.bytes,
          notes: ["its series are \(name)_bucket, \(name)_sum and \(name)_count"],
          fix: appended(suffix, to: selector)
        )
      )
      return
    }
    for suffix in ["_bucket", "_sum", "_count"] where name.hasSuffix(suffix) {
      let family = String(name.dropLast(suffix.utf8.count))
      guard catalog.series(named: family)?.metric.kind == .nativeHistogram else { continue }
      report(
        PromQLFinding(
          .SLO3310,
          "`\(family)` is a native histogram: it has no series `\(name)`",
          at: selector.range.bytes,
          help: [
            suffix == "_bucket"
              ? "read `\(family)` itself, without `le`"
              : "write `histogram\(suffix)(rate(\(family)[5m]))`"
          ]
        )
      )
    }
  }

  /// SLO3310: a function of native histograms on a part of a classic one.
  private mutating func lintClassicPart(_ call: PromQLCall, _ argument: InferredExpression) {
    guard let series = argument.series, series.isDeclared, let kind = argument.kind.series,
      kind != .nativeHistogram, kind != .unknown
    else { return }
    report(
      PromQLFinding(
        .SLO3310,
        "`\(call.function)` reads native histograms, `\(series.name)` is \(kind.noun)",
        at: call.range.bytes,
        notes: ["values that are no histogram are left out: the result is empty"]
      )
    )
  }

  /// SLO3311: a gauge where events are counted. SLO3313: `up` or an info metric there.
  private mutating func lintCountedGauge(_ call: PromQLCall, _ argument: InferredExpression) {
    guard context.purpose == .count, case .raw(let kind) = argument.kind,
      let series = argument.series
    else { return }
    if series.name == "up" || (series.isDeclared && kind == .info) {
      report(
        PromQLFinding(
          .SLO3313,
          "`\(series.name)` counts scrapes here, not events",
          at: call.range.bytes,
          notes: ["how many there are follows the scrape interval and the number of targets"],
          help: ["judge slices of time instead: `sample:` with `good:`"]
        )
      )
    } else if series.isDeclared, kind == .gauge, series.metric?.unit != .bool {
      report(
        PromQLFinding(
          .SLO3311,
          "`\(series.name)` is a gauge: it counts no events",
          at: call.range.bytes,
          notes: ["the sum of its samples follows the scrape interval and the number of targets"],
          help: ["judge slices of time instead: `sample:` with `good:`"]
        )
      )
    }
  }

  /// SLO3313: the value of an info metric, which is always 1.
  private mutating func lintAveragedInfo(_ aggregation: Aggregation, _ node: InferredExpression) {
    guard ["avg", "stddev", "stdvar", "quantile"].contains(aggregation.operator),
      let inner = node.children.last, inner.kind == .raw(.info)
    else { return }
    reportInfo(inner.series, "`\(aggregation.operator)` of it is", at: aggregation.range.bytes)
  }

  private mutating func lintComparedInfo(_ binary: PromQLBinary, _ node: InferredExpression) {
    let (left, right) = (node.children[0], node.children[1])
    switch binary.operator {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      // `> 0` says nothing and does no harm.
      guard let bound = left.constant ?? right.constant, bound != 0, bound != 1 else { return }
    case .add, .subtract: break
    default: return
    }
    for side in [left, right] where side.bare.kind == .raw(.info) && side.bare.isSelector {
      reportInfo(side.series, "its value is", at: side.range)
    }
  }

  private mutating func reportInfo(_ series: NamedSeries?, _ what: String, at range: Range<Int>) {
    guard let series, series.isDeclared else { return }
    report(
      PromQLFinding(
        .SLO3313,
        "`\(series.name)` is an info metric: \(what) always 1",
        at: range,
        notes: ["what it says is in its labels"],
        help: ["join its labels: `… * on (instance) group_left (version) \(series.name)`"]
      )
    )
  }
}

extension InferredExpression {
  /// Whether it is one selector, without anything around it.
  fileprivate var isSelector: Bool {
    if case .selector = expression { true } else { false }
  }
}
