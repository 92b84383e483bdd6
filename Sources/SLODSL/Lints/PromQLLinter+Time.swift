/// Ranges, steps and offsets.
extension PromQLLinter {
  /// An expression and when it is evaluated.
  private struct TimedNode {
    let expression: PromQLExpression
    /// The function whose argument it is.
    var function: String?
    /// How far back what is around it looks, in nanoseconds.
    var reach: Int64 = 0
    /// How long between two evaluations; nil when that is not known.
    var cadence: Int64?
    /// Whether too long a reach has been reported.
    var isReported = false

    func inside(_ expression: PromQLExpression, function: String? = nil) -> TimedNode {
      TimedNode(
        expression: expression,
        function: function,
        reach: reach,
        cadence: cadence,
        isReported: isReported
      )
    }
  }

  /// Whether slogen chooses the ranges itself, or nobody repeats the query.
  private var isRepeated: Bool {
    switch context.purpose {
    case .recording, .alerting, .sample: true
    case .query, .count: false
    }
  }

  mutating func lintTime() {
    let cadence = isRepeated ? context.evaluation.nanoseconds : nil
    var open = [TimedNode(expression: expression, cadence: cadence)]
    while var node = open.popLast() {
      switch node.expression {
      case .number, .string: continue
      case .selector(let selector):
        lintReach(&node, by: Self.sum(node.reach, selector.offset.nanoseconds))
      case .matrix(let matrix): lintTime(of: matrix, &node)
      case .parenthesized(let inner, _): open.append(node.inside(inner, function: node.function))
      case .subquery(let subquery):
        lintTime(of: subquery, &node)
        open.append(node.inside(subquery.expression))
      case .call(let call):
        for argument in call.arguments.reversed() {
          open.append(node.inside(argument, function: call.function))
        }
      case .unary, .aggregation, .binary:
        for child in node.expression.children.reversed() { open.append(node.inside(child)) }
      }
    }
  }

  private mutating func lintTime(of matrix: MatrixSelector, _ node: inout TimedNode) {
    guard case .literal(let length) = matrix.length else { return }
    let back = Self.sum(length, matrix.selector.offset.nanoseconds)
    lintReach(&node, by: Self.sum(node.reach, back))
    lintRawRange(of: matrix, length, node)
    // A range that is too short for the one is too short for the other.
    if !lintPoints(of: matrix, length, node) { lintGap(of: matrix, length, node) }
    lintEdges(of: matrix, length, node)
  }

  private mutating func lintTime(of subquery: Subquery, _ node: inout TimedNode) {
    lintStep(of: subquery)
    guard case .literal(let length) = subquery.length else { return }
    let back = Self.sum(length, subquery.offset.nanoseconds)
    node.reach = Self.sum(node.reach, back)
    lintReach(&node, by: node.reach)
    node.cadence = subquery.step == nil ? node.cadence : subquery.step.nanoseconds
  }

  // MARK: Points

  /// SLO3701: a range in which there are not always two samples. Whether it is one.
  private mutating func lintPoints(
    of matrix: MatrixSelector,
    _ length: Int64,
    _ node: TimedNode
  ) -> Bool {
    let pairs = ["rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear"]
    guard let function = node.function, pairs.contains(function), let catalog = context.catalog,
      let name = matrix.selector.name, !name.utf8.contains(UInt8(ascii: ":"))
    else { return false }
    let scrape = catalog.series(named: name)?.metric.scrape ?? context.scrape
    guard length < scrape.nanoseconds * 2 else { return false }
    let never = length < scrape.nanoseconds
    let four = (scrape * 4).text
    report(
      PromQLFinding(
        .SLO3701,
        "`\(function)` needs two samples, and with a scrape every \(scrape.text) a range of "
          + Self.words(length)
          + (never ? " never holds two" : " does not always hold two"),
        at: matrix.range.bytes,
        severity: never ? .error : .warning,
        help: ["four scrape intervals outlast one that fails: [\(four)]"],
        fix: bracket(of: .matrix(matrix)).flatMap {
          fix("look back by \(four)", replacing: $0.length, with: four)
        }
      )
    )
    return true
  }

  /// SLO3709: samples between two evaluations that no range covers.
  private mutating func lintGap(of matrix: MatrixSelector, _ length: Int64, _ node: TimedNode) {
    let gathering = [
      "rate", "increase", "changes", "resets", "sum_over_time", "count_over_time",
      "avg_over_time", "min_over_time", "max_over_time", "quantile_over_time",
    ]
    // One millisecond less than the interval still covers it: servers before 3 count both ends.
    guard let function = node.function, gathering.contains(function), let cadence = node.cadence,
      cadence - length > 1_000_000
    else { return }
    let every = Self.words(cadence)
    report(
      PromQLFinding(
        .SLO3709,
        "this looks at \(Self.words(length)) once every \(every): what "
          + "happens in between is never seen",
        at: matrix.range.bytes,
        fix: bracket(of: .matrix(matrix)).flatMap {
          fix("look at all of it", replacing: $0.length, with: every)
        }
      )
    )
  }

  /// SLO3710: a range that holds one sample more before Prometheus 3.
  private mutating func lintEdges(of matrix: MatrixSelector, _ length: Int64, _ node: TimedNode) {
    let v3 = PromQLVersion(3, 0)
    guard isRepeated, context.options.oldest < v3, context.options.newest >= v3,
      let function = node.function, function == "sum_over_time" || function == "count_over_time",
      let name = matrix.selector.name, let catalog = context.catalog
    else { return }
    let isRecorded = name.utf8.contains(UInt8(ascii: ":"))
    let interval =
      isRecorded
      ? context.evaluation : catalog.series(named: name)?.metric.scrape ?? context.scrape
    guard interval > .zero, length % interval.nanoseconds == 0 else { return }
    let count = length / interval.nanoseconds
    let less = Self.words(length - 1_000_000)
    report(
      PromQLFinding(
        .SLO3710,
        "this holds \(count) samples, or \(count + 1) before Prometheus 3, where both ends count",
        at: matrix.range.bytes,
        help: ["one millisecond less holds \(count) in every version: [\(less)]"],
        fix: bracket(of: .matrix(matrix)).flatMap {
          fix("look at a millisecond less", replacing: $0.length, with: less)
        }
      )
    )
  }

  // MARK: Steps

  /// SLO3702: a step that is not stated, too long, or no part of the range.
  private mutating func lintStep(of subquery: Subquery) {
    let place = bracket(of: .subquery(subquery))
    guard let step = subquery.step else {
      guard isRepeated else { return }
      let every = context.evaluation.text
      let edit = place.flatMap { place in
        text[place.length.upperBound...].firstIndex(of: UInt8(ascii: ":")).map { colon in
          PromQLFinding.Edit((colon + 1)..<(colon + 1), every)
        }
      }
      report(
        PromQLFinding(
          .SLO3702,
          "this subquery has no step: it takes the server's global evaluation interval, not that "
            + "of its group",
          at: subquery.range.bytes,
          fix: edit.map { PromQLFinding.Fix("state a step of \(every)", [$0]) }
        )
      )
      return
    }
    guard case .literal(let length) = subquery.length, case .literal(let every) = step, every > 0
    else { return }
    let words = (
      Self.words(every), Self.words(length)
    )
    let message: String
    if every > length / 2 {
      message = "a step of \(words.0) leaves fewer than two points in \(words.1)"
    } else if length % every != 0 {
      message = "\(words.1) is no multiple of the step \(words.0): the number of points changes"
    } else {
      return
    }
    report(PromQLFinding(.SLO3702, message, at: (place?.step ?? subquery.range.bytes)))
  }

  // MARK: Reach

  /// SLO3703: what looks back further than samples are kept.
  private mutating func lintReach(_ node: inout TimedNode, by reach: Int64) {
    guard !node.isReported, let retention = context.retention, reach > retention.nanoseconds
    else { return }
    node.isReported = true
    report(
      PromQLFinding(
        .SLO3703,
        "this looks back \(Self.words(reach)), but samples are kept for "
          + retention.text,
        at: node.expression.range.bytes,
        notes: ["what is gone counts as if it had never been: averages and sums are of less time"]
      )
    )
  }

  /// SLO3708: days of raw samples, read again at every evaluation.
  private mutating func lintRawRange(
    of matrix: MatrixSelector,
    _ length: Int64,
    _ node: TimedNode
  ) {
    guard isRepeated, !node.isReported, length > Duration.day.nanoseconds,
      let name = matrix.selector.name, !name.utf8.contains(UInt8(ascii: ":"))
    else { return }
    let range = Self.words(length)
    let every = context.evaluation.text
    report(
      PromQLFinding(
        .SLO3708,
        "every \(every) this reads all raw samples of \(range) anew",
        at: matrix.range.bytes,
        help: ["record short ranges, and sum up what is recorded"]
      )
    )
  }

  /// A length as the language writes it: `7d`, where Prometheus prints `1w`.
  private static func words(_ nanoseconds: Int64) -> String {
    Duration(milliseconds: nanoseconds / 1_000_000).text
  }

  /// The sum, or the largest number there is.
  private static func sum(_ one: Int64, _ other: Int64?) -> Int64 {
    let (sum, overflow) = one.addingReportingOverflow(other ?? 0)
    return overflow ? .max : sum
  }
}

extension PromQLDuration? {
  /// The length where it is stated as a literal.
  fileprivate var nanoseconds: Int64? {
    if case .literal(let nanoseconds)? = self { nanoseconds } else { nil }
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 { milliseconds * 1_000_000 }
}
