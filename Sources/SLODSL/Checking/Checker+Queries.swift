extension Checker {
  /// A parsed query and how its positions map back.
  struct ReadQuery {
    let expression: PromQLExpression
    let text: QueryText
    let range: SourceRange
  }

  /// PromQL that counts events: parsed, typed, with the window where it belongs.
  mutating func countQuery(_ literal: PromQLLiteral, in scope: Scope) -> CountQuery? {
    guard let query = query(literal, in: scope) else { return nil }
    guard checkWindows(of: query) else { return nil }
    let scale: CountQuery.Scale
    switch QueryScale(of: query.expression) {
    case .perSecond: scale = .perSecond
    case .perRange: scale = .perRange
    case .mixed:
      report(.scaleMixed(at: literal.range))
      return nil
    case .ratio, .unknown:
      report(.scaleUnknown(at: literal.range))
      return nil
    }
    guard checkMeaning(of: query, purpose: .count) else { return nil }
    return CountQuery(expression: query.expression, scale: scale)
  }

  /// PromQL that is sampled, and the labels of its result where they are known.
  mutating func sampleQuery(
    _ literal: PromQLLiteral,
    in scope: Scope
  ) -> (expression: PromQLExpression, labels: [String]?)? {
    guard let query = query(literal, in: scope), checkMeaning(of: query, purpose: .sample)
    else { return nil }
    return (query.expression, labelType(of: query.expression).ownLabels)
  }

  /// PromQL that is shown, where `\(window)` is the range that the page chooses, and the labels of
  /// its result where they are known.
  mutating func panelQuery(
    _ literal: PromQLLiteral,
    in scope: Scope
  ) -> (expression: PromQLExpression, labels: [String]?)? {
    guard let query = query(literal, in: scope), checkMeaning(of: query, purpose: .query)
    else { return nil }
    return (query.expression, labelType(of: query.expression).ownLabels)
  }

  private mutating func query(_ literal: PromQLLiteral, in scope: Scope) -> ReadQuery? {
    adviseRawStrings(literal)
    guard let text = queryText(literal.text, in: scope) else { return nil }
    let options = PromQLOptions(rulers: project.rulers)
    let parsed = PromQLParser.parse(text.bytes, options: options, windowRanges: text.windows)
    for error in parsed.errors {
      let place = text.source(of: error.range, fallback: literal.range)
      report(.promQLError(error, at: place))
    }
    guard parsed.errors.isEmpty, let expression = parsed.expression else { return nil }
    let query = ReadQuery(expression: expression, text: text, range: literal.range)
    guard checkType(of: query), checkMetrics(of: query, in: scope) else { return nil }
    return query
  }

  /// Escaped quotes hide what a query says; raw strings do not need them.
  private mutating func adviseRawStrings(_ literal: PromQLLiteral) {
    for case .text(let text, let range) in literal.text.segments
    where range.length != text.utf8.count && (text == "\"" || text == "\\") {
      report(.rawStringsRecommended(at: range))
      return
    }
  }

  private mutating func checkType(of query: ReadQuery) -> Bool {
    let checked = PromQLChecker.check(
      query.expression,
      options: PromQLOptions(rulers: project.rulers)
    )
    for error in checked.errors {
      let place = query.text.source(of: error.range, fallback: query.range)
      report(.promQLError(error, at: place))
    }
    guard checked.errors.isEmpty else { return false }
    guard checked.type == .vector else {
      report(.promQLType(checked.type.noun, at: query.range))
      return false
    }
    return true
  }

  /// Every range is the window, and there is at least one.
  private mutating func checkWindows(of query: ReadQuery) -> Bool {
    let ranges = query.expression.ranges
    guard !ranges.isEmpty else {
      report(.windowMissing(at: query.range))
      return false
    }
    for (length, range) in ranges where length != .window {
      let place = query.text.source(of: range.start..<range.end, fallback: query.range)
      report(.windowFixed(at: place))
      return false
    }
    return true
  }

  /// The metrics that a query selects, as far as a catalog knows them.
  private mutating func checkMetrics(of query: ReadQuery, in scope: Scope) -> Bool {
    var isRight = true
    for selector in query.expression.selectors {
      guard let name = selector.name else { continue }
      guard let metric = declaredMetric(behind: name, in: scope) else {
        let declared = namesInScope(scope, near: name) { $0.isMetric }
        if let near = EditDistance.nearest(to: name, among: declared) {
          report(
            .queryMetric(
              "no metric is called '\(name)'; did you mean '\(near)'?",
              at: query.text.source(of: selector.nameRange, fallback: query.range),
              related: [],
              fix: query.text.written(selector.nameRange).map {
                FixIt("write '\(near)'", replacing: $0, with: near)
              }
            )
          )
          isRight = false
        }
        continue
      }
      if !checkLabels(of: selector, metric: metric, in: query) { isRight = false }
    }
    return isRight
  }

  private mutating func checkLabels(
    of selector: VectorSelector,
    metric: Metric,
    in query: ReadQuery
  ) -> Bool {
    guard metric.origin != nil, !metric.labels.isEmpty else { return true }
    let known =
      metric.labels.map(\.name) + project.targetLabels + ["le", "quantile", "__name__"]
      + project.externalLabels
    for matcher in selector.matchers where !known.contains(matcher.label) {
      let near = EditDistance.nearest(to: matcher.label, among: known)
      report(
        .queryMetric(
          "\(metric.name) has no label '\(matcher.label)'"
            + (near.map { "; did you mean '\($0)'?" } ?? ""),
          at: query.text.source(of: matcher.labelRange, fallback: query.range),
          related: metric.declaration("its labels are declared here"),
          fix: near.flatMap { near in
            query.text.written(matcher.labelRange).map {
              FixIt("write '\(near)'", replacing: $0, with: near)
            }
          }
        )
      )
      return false
    }
    return true
  }

  /// The declared metric whose series a name is.
  private func declaredMetric(behind name: String, in scope: Scope) -> Metric? {
    var candidates = [name]
    for suffix in ["_bucket", "_count", "_sum"] where name.hasSuffix(suffix) {
      candidates.append(String(name.dropLast(suffix.utf8.count)))
    }
    for candidate in candidates {
      if case .metric(let metric) = symbol(named: candidate, in: scope) { return metric }
    }
    return nil
  }

  /// Whether the result of each query still has the dimensions.
  mutating func checkQueries(_ dimensions: [Name], _ sources: [ReadSource]) -> Bool {
    for source in sources {
      guard case .query(let query) = source.source else { continue }
      let type = labelType(of: query.expression)
      for dimension in dimensions where !type.mayHave(dimension.text) && !type.isNever {
        report(.queryLosesLabel(dimension, at: source.range))
        return false
      }
    }
    return true
  }
}

/// How the value of a query grows with its window.
private enum QueryScale {
  case perSecond
  case perRange
  /// A number without unit, by which a count may be multiplied.
  case ratio
  case mixed
  case unknown

  /// Functions that keep the scale of their first argument.
  private static let transparent = [
    "clamp_min", "clamp_max", "clamp", "histogram_count", "histogram_sum", "label_replace",
    "label_join", "sort", "sort_desc", "round",
  ]

  init(of expression: PromQLExpression) {
    switch expression {
    case .number: self = .ratio
    case .parenthesized(let inner, _), .unary(_, let inner, _): self = QueryScale(of: inner)
    case .aggregation(let aggregation):
      let keeps = ["sum", "max", "min", "avg", "topk", "bottomk"].contains(aggregation.operator)
      self = keeps ? QueryScale(of: aggregation.expression) : .unknown
    case .call(let call): self = QueryScale(of: call)
    case .binary(let binary): self = QueryScale(of: binary)
    case .string, .selector, .matrix, .subquery: self = .unknown
    }
  }

  private init(of call: PromQLCall) {
    switch call.function {
    case "rate", "irate": self = .perSecond
    case "increase", "delta", "count_over_time", "sum_over_time": self = .perRange
    case "histogram_fraction": self = .ratio
    case let name where Self.transparent.contains(name):
      self = call.arguments.first.map { QueryScale(of: $0) } ?? .unknown
    default: self = .unknown
    }
  }

  private init(of binary: PromQLBinary) {
    let left = QueryScale(of: binary.left)
    let right = QueryScale(of: binary.right)
    switch (binary.operator, left, right) {
    case (_, .mixed, _), (_, _, .mixed): self = .mixed
    case (_, .unknown, _) where binary.operator != .or: self = .unknown
    case (.add, _, _), (.subtract, _, _), (.or, _, _):
      // `or vector(0)` and other constants have no scale of their own.
      if left == right {
        self = left
      } else if right == .unknown || right == .ratio {
        self = binary.operator == .or ? left : .unknown
      } else {
        self = left == .unknown || left == .ratio ? .unknown : .mixed
      }
    case (.and, _, _), (.unless, _, _), (.greater, _, _), (.greaterOrEqual, _, _),
      (.less, _, _), (.lessOrEqual, _, _):
      self = binary.returnsBool ? .unknown : left
    case (.multiply, .ratio, let other), (.multiply, let other, .ratio): self = other
    case (.divide, let count, .ratio): self = count
    default: self = .unknown
    }
  }
}

extension VectorSelector {
  /// The name in front of the braces.
  fileprivate var nameRange: Range<Int> {
    range.start..<min(range.start + (name?.utf8.count ?? 0), max(range.start, range.end))
  }
}

extension LabelMatcher {
  /// The label in front of the operator.
  fileprivate var labelRange: Range<Int> {
    range.start..<min(range.start + label.utf8.count, max(range.start, range.end))
  }
}
