import SLODSL

/// What to ask about an alert on a cause, in the order of asking.
extension CauseAlertPlanner {
  /// How many of the worst are listed.
  private static let listed = 5

  var firstQueries: [FirstQuery] {
    var queries = [
      FirstQuery(
        "What is it that fires, and with which values?",
        expression
      )
    ]
    if let comparison = alert.condition.soleComparison {
      let value = comparison.left.query
      queries.append(
        FirstQuery(
          comparison.isAbove
            ? "What are the highest values, also of what is well?"
            : "What are the lowest values, also of what is well?",
          comparison.worst(Self.listed, of: value.expression(counting: counting))
        )
      )
      let target = project.targetLabels.contains("pod") ? "pod" : "instance"
      if let each = value.grouped(by: target) {
        queries.append(
          FirstQuery(
            "Which \(target) is worst?",
            comparison.worst(Self.listed, of: each.expression(counting: counting))
          )
        )
      }
    }
    let name = LabelMatcher("alertname", .equal, alert.name)
    let service = LabelMatcher("slo_service", .equal, alert.service)
    queries.append(
      FirstQuery(
        "For how many seconds has it been so?",
        .time - .metric("ALERTS_FOR_STATE", [name, service])
      )
    )
    return queries
  }
}

extension AlertComparison {
  /// Whether what lies above the bound is wrong, or what lies below.
  var isAbove: Bool { [.greater, .greaterOrEqual].contains(`operator`) }

  fileprivate func worst(_ count: Int, of values: PromQLExpression) -> PromQLExpression {
    isAbove ? .largest(count, of: values) : .smallest(count, of: values)
  }
}

extension MetricQuery {
  /// The same question for each value of a label; nil where it is asked of series that have the
  /// label anyway, or where nobody knows.
  fileprivate func grouped(by label: String) -> MetricQuery? {
    switch self {
    case .rate(let of, let over, let by) where !by.contains(label):
      .rate(of: of, over: over, by: [label])
    case .increase(let of, let over, let by) where !by.contains(label):
      .increase(of: of, over: over, by: [label])
    case .ratio(let of, let to, let over, let by) where !by.contains(label):
      .ratio(of: of, to: to, over: over, by: [label])
    case .quantile(let level, let of, let isNative, let over, let by) where !by.contains(label):
      .quantile(level, of: of, isNative: isNative, over: over, by: [label])
    default: nil
    }
  }
}
