/// What functions make of their arguments; facts from Prometheus's documentation of each.
extension InferredExpression {
  mutating func infer(_ call: PromQLCall) {
    let mainIndex = ["quantile_over_time", "histogram_quantile"].contains(call.function) ? 1 : 0
    let index = call.function == "histogram_fraction" ? 2 : mainIndex
    guard index < children.count else { return inferOfNothing(call.function) }
    let main = children[index]
    series = main.series
    switch call.function {
    case "rate", "irate":
      kind = .perSecond(main.kind.series ?? .unknown)
      unit = main.unit?.perSecond
      counted = CountedTerm(call)
    case "increase":
      kind = .perRange(main.kind.series ?? .unknown)
      unit = main.unit
      counted = CountedTerm(call)
    case let name where Self.transparent.contains(name):
      adopt(main)
      counted = nil
      if name.hasPrefix("clamp") || name == "round" { inferBounds(name) }
    case "vector", "scalar":
      adopt(main)
      counted = nil
      isUnlabelled = true
    case "avg_over_time", "quantile_over_time", "mad_over_time", "stddev_over_time":
      kind = main.kind.overTime
      unit = main.unit
      if call.function != "stddev_over_time" { whole = main.whole }
    case "sum_over_time":
      kind = main.kind.overTime
      unit = main.unit
    default: inferOther(call.function, main)
    }
  }

  /// Functions that keep values, or choose among them.
  private static let transparent: Set<String> = [
    "sort", "sort_desc", "sort_by_label", "sort_by_label_desc", "label_replace", "label_join",
    "info", "abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max",
    "last_over_time", "first_over_time", "min_over_time", "max_over_time",
  ]

  private mutating func inferBounds(_ function: String) {
    if function == "clamp_min" || function == "clamp", children.count > 1,
      children[1].constant.map({ $0 > 0 }) ?? false
    {
      excludesZero = true
    }
    // A rounded share is still one; a bounded share may hide that it was none.
    if function != "round" { whole = nil }
  }

  private mutating func inferOfNothing(_ function: String) {
    kind = .computed
    isUnlabelled = true
    if function == "time" || function == "start" || function == "end" { unit = .instant }
    if function == "step" || function == "range" { unit = .seconds }
  }

  private mutating func inferOther(_ function: String, _ main: InferredExpression) {
    kind = .computed
    switch function {
    case "histogram_quantile", "histogram_quantiles":
      kind = .percentile
      unit = observed
    case "histogram_avg", "histogram_stddev": unit = observed
    case "histogram_sum":
      kind = main.kind.part(.sum)
      unit = main.kind.isPerSecond ? observed?.perSecond : observed
    case "histogram_count":
      kind = main.kind.part(.count)
      unit = main.kind.isPerSecond ? PromQLUnit.count.perSecond : .count
    case "histogram_fraction":
      kind = .share
      unit = .share
      whole = 1
    case "delta", "idelta": unit = main.unit?.length
    case "deriv": unit = main.unit?.perSecond
    case "predict_linear", "holt_winters", "double_exponential_smoothing": unit = main.unit
    case "timestamp", "start_timestamp", "ts_of_first_over_time", "ts_of_last_over_time",
      "ts_of_max_over_time", "ts_of_min_over_time":
      unit = .instant
    case "absent", "absent_over_time", "present_over_time", "changes", "resets",
      "count_over_time", "sgn":
      unit = .count
      series = nil
    case "sqrt": unit = main.unit?.root
    case "stdvar_over_time": unit = main.unit.flatMap(\.squared)
    default: series = nil
    }
  }

  /// The unit of what a histogram observes.
  private var observed: PromQLUnit? { series?.metric.flatMap { PromQLUnit($0.unit) } }
}

extension PromQLUnit {
  /// What lies between two values: of points in time a length.
  fileprivate var length: PromQLUnit {
    var unit = self
    if sense == .instant { unit.sense = .amount }
    return unit
  }
}

extension PromQLKind {
  var isPerSecond: Bool {
    if case .perSecond = self { true } else { false }
  }

  /// An average or sum of values over time.
  fileprivate var overTime: PromQLKind {
    switch self {
    case .raw(let series): series.accumulates ? .computed : self
    case .lifetime: .computed
    case .number, .perSecond, .perRange, .percentile, .mean, .share, .computed, .unknown: self
    }
  }

  /// A part of a native histogram with the same treatment.
  fileprivate func part(_ part: SeriesKind) -> PromQLKind {
    switch self {
    case .raw: .raw(part)
    case .perSecond: .perSecond(part)
    case .perRange: .perRange(part)
    case .number, .percentile, .mean, .share, .lifetime, .computed, .unknown: .unknown
    }
  }
}
