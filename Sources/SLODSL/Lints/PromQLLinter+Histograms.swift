/// Quantiles and means of histograms; what is said about single buckets is in another file.
extension PromQLLinter {
  mutating func lintHistograms() {
    lintHistograms(inferred, in: HistogramSurroundings())
    if context.purpose == .sample { lintMean(inferred) }
  }

  /// What stands around an expression.
  struct HistogramSurroundings {
    /// Whether buckets are read by a function that knows them, or it does not matter how many
    /// there are.
    var isHarmless = false
  }

  private mutating func lintHistograms(
    _ node: InferredExpression,
    in surroundings: HistogramSurroundings
  ) {
    var inside = surroundings
    switch node.expression {
    case .call(let call):
      if let input = node.quantileInput {
        inside.isHarmless = true
        if !lintLostBound(call, input) { lintUnratedBuckets(call, input) }
        lintExtremeQuantile(call, node)
      }
      if call.function == "absent" { inside.isHarmless = true }
      lintQuantileOverTime(call, node)
    case .aggregation(let aggregation):
      lintAveragedQuantile(aggregation, node)
      if !surroundings.isHarmless { lintSummedBuckets(aggregation, node) }
    case .binary(let binary):
      if binary.operator.kind == .comparison { lintThreshold(binary, node) }
      if binary.operator == .divide { lintBucketRatio(binary, node) }
      if binary.operator == .and || binary.operator == .unless {
        lintHistograms(node.children[0], in: surroundings)
        lintHistograms(node.children[1], in: HistogramSurroundings(isHarmless: true))
        return
      }
      if binary.operator.kind == .comparison, node.children.contains(where: { $0.constant == 0 }) {
        inside.isHarmless = true
      }
    case .selector(let selector): lintBounds(selector, node.series)
    case .matrix(let matrix): lintBounds(matrix.selector, node.series)
    case .number, .string, .parenthesized, .unary, .subquery: break
    }
    for child in node.children { lintHistograms(child, in: inside) }
  }

  // MARK: What a quantile reads

  /// SLO3401: buckets without their bounds; true when it was reported.
  private mutating func lintLostBound(_ call: PromQLCall, _ input: InferredExpression) -> Bool {
    if let series = input.series, series.isDeclared, let kind = input.kind.series,
      [.counter, .sum, .count, .gauge, .quantile].contains(kind)
    {
      report(
        PromQLFinding(
          .SLO3401,
          "`\(series.name)` is \(kind.noun): it has no buckets to compute `\(call.function)` of",
          at: input.range,
          notes: ["series without `le` are left out: the result is empty"]
        )
      )
      return true
    }
    // What was computed has no buckets in it, or they are found further inside.
    guard input.kind != .percentile, input.kind != .computed else { return false }
    let names = input.expression.selectors.map(\.selectedName)
    guard !names.isEmpty, names.allSatisfy({ $0?.namesBuckets ?? false }),
      case let labels = input.expression.labelType, !labels.isNever, !labels.mayHave("le"),
      // VictoriaMetrics keeps bounds in a label of its own.
      !(labels.merged?.may.finite?.contains("vmrange") ?? false)
    else { return false }
    report(
      PromQLFinding(
        .SLO3401,
        "the buckets lose `le` before `\(call.function)` reads them",
        at: input.range,
        notes: ["series without `le` are left out: the result is always empty"],
        help: ["keep it: `sum by (le, …)`"],
        fix: keepingBounds(input)
      )
    )
    return true
  }

  private func keepingBounds(_ input: InferredExpression) -> PromQLFinding.Fix? {
    let bare = input.bare
    guard case .aggregation(let aggregation) = bare.expression, aggregation.operator == "sum",
      case .by = aggregation.grouping, aggregation.expression.labelType.mayHave("le")
    else { return nil }
    return adding("le", to: aggregation)
  }

  /// SLO3402: buckets as they have grown since their processes started.
  private mutating func lintUnratedBuckets(_ call: PromQLCall, _ input: InferredExpression) {
    guard let selector = selectorUnderSums(input), let series = input.series, !series.isRecorded,
      series.kind == .bucket || (series.isDeclared && series.kind == .nativeHistogram)
    else { return }
    report(
      PromQLFinding(
        .SLO3402,
        "this reads all that was counted since each process started",
        at: selector.range.bytes,
        notes: ["after a day of running, an hour of slow answers hardly moves the result"],
        fix: wrapped(selector, in: "rate", over: "5m")
      )
    )
  }

  /// SLO3412: a quantile that is one end of the histogram.
  private mutating func lintExtremeQuantile(_ call: PromQLCall, _ node: InferredExpression) {
    guard call.function == "histogram_quantile", let quantile = node.children.first,
      let value = quantile.constant, value == 0 || value == 1
    else { return }
    report(
      PromQLFinding(
        .SLO3412,
        value == 1
          ? "the quantile 1 is the upper bound of the last bucket that anything fell into"
          : "the quantile 0 is the lower bound of the first bucket that anything fell into",
        at: quantile.range,
        notes: ["one event decides it, and it can only be a bound"]
      )
    )
  }

  // MARK: What is made of quantiles

  /// SLO3403: quantiles added up or averaged.
  private mutating func lintAveragedQuantile(
    _ aggregation: Aggregation,
    _ node: InferredExpression
  ) {
    guard ["sum", "avg", "stddev", "stdvar"].contains(aggregation.operator),
      node.children.last?.kind == .percentile
    else { return }
    report(
      PromQLFinding(
        .SLO3403,
        "`\(aggregation.operator)` of quantiles is the quantile of nothing",
        at: aggregation.range.bytes,
        notes: ["a group of ten requests weighs as much as one of ten thousand"],
        help: ["add up the buckets first: `histogram_quantile(0.99, sum by (le) (rate(…)))`"],
        fix: renamed(aggregation, to: "max")
      )
    )
  }

  private mutating func lintQuantileOverTime(_ call: PromQLCall, _ node: InferredExpression) {
    guard call.function == "avg_over_time" || call.function == "sum_over_time",
      let argument = node.children.first, case .subquery = argument.expression,
      argument.kind == .percentile
    else { return }
    report(
      PromQLFinding(
        .SLO3403,
        "`\(call.function)` of quantiles is the quantile of nothing",
        at: call.range.bytes,
        notes: ["a quiet minute weighs as much as a busy one"],
        help: ["compute the quantile of the whole range: `rate(…[1h])` of the buckets"]
      )
    )
  }

  /// SLO3409: a mean compared with a limit. SLO3410 to 3412: a quantile compared with one that the
  /// buckets cannot tell.
  private mutating func lintThreshold(_ binary: PromQLBinary, _ node: InferredExpression) {
    let (left, right) = (node.children[0], node.children[1])
    guard left.constant == nil || right.constant == nil else { return }
    if right.constant != nil {
      lintThreshold(right, of: left, binary.operator)
    } else if left.constant != nil {
      lintThreshold(left, of: right, binary.operator.turned)
    }
  }

  private mutating func lintThreshold(
    _ threshold: InferredExpression,
    of values: InferredExpression,
    _ comparison: PromQLBinary.Operator
  ) {
    if threshold.constant.map({ $0 > 0 }) ?? false { lintMean(values) }
    guard values.kind == .percentile, values.unit != nil, let metric = values.series?.metric,
      metric.kind == .histogram, let first = metric.buckets.first, let last = metric.buckets.last,
      case .number(let number) = threshold.bare.expression,
      let limit = ExactNumber(decimal: number.text.utf8), limit > .zero
    else { return }
    let isBeyond = comparison == .greater ? limit >= last.bound : limit > last.bound
    let bounds = first.bound...last.bound
    if let meant = metric.otherUnit(of: limit, isMeant: bounds.contains), !bounds.contains(limit) {
      let text = meant.decimalText
      report(
        PromQLFinding(
          .SLO3411,
          "`\(metric.name)` is in \(metric.unit.rawValue.lowercased()): "
            + "\(number.text) is outside of its buckets",
          at: threshold.range,
          notes: ["they reach from \(first.text) to \(last.text)"],
          fix: fix("compare with \(text)", replacing: threshold.range, with: text)
        )
      )
    } else if isBeyond {
      report(
        PromQLFinding(
          .SLO3410,
          "the quantile never exceeds \(last.bound.decimalText), the last bound of "
            + "`\(metric.name)`",
          at: threshold.range,
          notes: [
            "slower events are in the bucket without a bound: of them only the number is known"
          ],
          help: ["compare with a lower value, or add buckets"]
        )
      )
    } else if bounds.contains(limit), !metric.buckets.contains(where: { $0.bound == limit }) {
      report(
        PromQLFinding(
          .SLO3412,
          "\(number.text) lies inside a bucket: where events are in there is a guess",
          at: threshold.range,
          notes: ["the quantile is interpolated \(metric.bucket(around: limit))"]
        )
      )
    }
  }

  /// SLO3409: a mean of times.
  private mutating func lintMean(_ node: InferredExpression) {
    guard node.kind == .mean, let series = node.series else { return }
    let words = ["second", "duration", "latency", "millis"]
    let isTime: Bool =
      switch series.metric?.unit {
      case .seconds, .milliseconds, .microseconds: true
      case nil, .unknown: words.contains { series.name.contains($0) }
      default: false
      }
    guard isTime else { return }
    report(
      PromQLFinding(
        .SLO3409,
        "the mean of `\(series.family)` says nothing of the slow ones",
        at: node.range,
        notes: ["when one request in a hundred takes ten times as long, the mean rises by a tenth"],
        help: ["count the events within the limit, or take a quantile of the buckets"]
      )
    )
  }
}

extension InferredExpression {
  /// The buckets that a quantile or a fraction is computed of.
  fileprivate var quantileInput: InferredExpression? {
    guard case .call(let call) = expression else { return nil }
    let index: Int
    switch call.function {
    case "histogram_quantile": index = 1
    case "histogram_fraction": index = 2
    case "histogram_quantiles": index = 0
    default: return nil
    }
    return children.indices.contains(index) ? children[index] : nil
  }
}

extension String {
  /// Whether a name is that of buckets, recorded ones too: `x_bucket`, `job:x_bucket:rate5m`.
  fileprivate var namesBuckets: Bool {
    hasSuffix("_bucket")
      || utf8.split(separator: UInt8(ascii: ":")).contains { part in
        String(part)?.hasSuffix("_bucket") ?? false
      }
  }
}

extension Metric {
  /// A number in the metric's unit that may be meant by one that is not: 300 for seconds is 0.3.
  func otherUnit(of number: ExactNumber, isMeant: (ExactNumber) -> Bool) -> ExactNumber? {
    guard [.seconds, .milliseconds, .microseconds].contains(unit) else { return nil }
    let thousand = ExactNumber(1000)
    return [number / thousand, number * thousand, number / (thousand * thousand)].first(
      where: isMeant
    )
  }

  /// The bounds next to a number that is none.
  func bucket(around number: ExactNumber) -> String {
    let below = buckets.last { $0.bound < number }
    let above = buckets.first { $0.bound > number }
    switch (below, above) {
    case (let below?, let above?):
      return "between \(below.bound.decimalText) and \(above.bound.decimalText)"
    case (let below?, nil): return "above \(below.bound.decimalText)"
    case (nil, let above?): return "below \(above.bound.decimalText)"
    case (nil, nil): return "nowhere"
    }
  }
}
