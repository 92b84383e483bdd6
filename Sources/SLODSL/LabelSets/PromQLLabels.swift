/// The labels that the result of an expression can have, as far as the expression alone tells.
package enum PromQLLabels: Hashable, Sendable {
  /// These and no others, each of which may be missing.
  case exactly(Set<String>)
  /// Any but these.
  case anyBut(Set<String>)

  package func mayContain(_ label: String) -> Bool {
    switch self {
    case .exactly(let labels): labels.contains(label)
    case .anyBut(let labels): !labels.contains(label)
    }
  }

  fileprivate func without(_ removed: [String]) -> PromQLLabels {
    switch self {
    case .exactly(let labels): .exactly(labels.subtracting(removed))
    case .anyBut(let labels): .anyBut(labels.union(removed))
    }
  }

  fileprivate func adding(_ label: String) -> PromQLLabels {
    switch self {
    case .exactly(let labels): .exactly(labels.union([label]))
    case .anyBut(let labels): .anyBut(labels.subtracting([label]))
    }
  }

  fileprivate func restricted(to kept: [String]) -> PromQLLabels {
    .exactly(Set(kept.filter(mayContain)))
  }

  /// Labels of either.
  fileprivate func union(_ other: PromQLLabels) -> PromQLLabels {
    switch (self, other) {
    case (.exactly(let one), .exactly(let two)): .exactly(one.union(two))
    case (.anyBut(let one), .anyBut(let two)): .anyBut(one.intersection(two))
    case (.anyBut(let open), .exactly(let closed)), (.exactly(let closed), .anyBut(let open)):
      .anyBut(open.subtracting(closed))
    }
  }

  /// Labels of both.
  fileprivate func intersection(_ other: PromQLLabels) -> PromQLLabels {
    switch (self, other) {
    case (.exactly(let one), _): .exactly(one.filter(other.mayContain))
    case (_, .exactly(let two)): .exactly(two.filter(mayContain))
    case (.anyBut(let one), .anyBut(let two)): .anyBut(one.union(two))
    }
  }
}

extension PromQLExpression {
  /// The labels that its result can have; the metric's name is not among them.
  package var outputLabels: PromQLLabels {
    switch self {
    case .number, .string: .exactly([])
    case .parenthesized(let inner, _), .unary(_, let inner, _): inner.outputLabels
    case .selector(let selector): selector.labels
    case .matrix(let matrix): matrix.selector.labels
    case .subquery(let subquery): subquery.expression.outputLabels
    case .call(let call): call.labels
    case .aggregation(let aggregation): aggregation.labels
    case .binary(let binary): binary.labels
    }
  }

  /// Whether a result may carry a label.
  package func mayHave(label: String) -> Bool { outputLabels.mayContain(label) }
}

extension VectorSelector {
  /// Any label, except those that must be empty.
  fileprivate var labels: PromQLLabels {
    .anyBut(Set(matchers.filter { $0.operator == .equal && $0.value.isEmpty }.map(\.label)))
  }
}

extension PromQLCall {
  fileprivate var labels: PromQLLabels {
    switch function {
    case "histogram_quantile", "histogram_fraction":
      arguments.last.map { $0.outputLabels.without(["le"]) } ?? .exactly([])
    case "label_replace", "label_join":
      if let source = arguments.first, case .string(let label)? = arguments.dropFirst().first {
        source.outputLabels.adding(label.text)
      } else {
        .anyBut([])
      }
    case "histogram_quantiles", "info": .anyBut([])
    case "absent", "absent_over_time": absentLabels
    case "vector", "scalar", "time", "pi", "start", "end", "step", "range", "max_of", "min_of":
      .exactly([])
    default:
      arguments.first { argument in
        if case .number = argument { false } else { true }
      }?.outputLabels ?? .exactly([])
    }
  }

  /// `absent` keeps what the selector says exactly once with `=`.
  private var absentLabels: PromQLLabels {
    let selector: VectorSelector
    switch arguments.first {
    case .selector(let inner): selector = inner
    case .matrix(let inner): selector = inner.selector
    default: return .exactly([])
    }
    let equal = selector.matchers.filter { matcher in
      matcher.operator == .equal && matcher.label != "__name__"
        && selector.matchers.filter { $0.label == matcher.label }.count == 1
    }
    return .exactly(Set(equal.map(\.label)))
  }
}

extension Aggregation {
  fileprivate var labels: PromQLLabels {
    let inner = expression.outputLabels
    if ["topk", "bottomk", "limitk", "limit_ratio"].contains(`operator`) { return inner }
    let kept =
      switch grouping {
      case .by(let labels): inner.restricted(to: labels)
      case .without(let labels): inner.without(labels)
      }
    if `operator` == "count_values", case .string(let label) = parameter {
      return kept.adding(label.text)
    }
    return kept
  }
}

extension PromQLBinary {
  fileprivate var labels: PromQLLabels {
    let one = left.outputLabels
    let other = right.outputLabels
    if left.isScalar { return other }
    if right.isScalar { return one }
    switch `operator` {
    case .or: return one.union(other)
    case .and, .unless: return one
    default: break
    }
    switch matching?.group {
    case .left(let included): return included.reduce(one) { $0.adding($1) }
    case .right(let included): return included.reduce(other) { $0.adding($1) }
    case nil: break
    }
    // A value filled in keeps the labels of the side that is there.
    if matching?.fillLeft != nil || matching?.fillRight != nil { return one.union(other) }
    switch matching?.labels {
    case .on(let labels): return one.intersection(other).restricted(to: labels)
    case .ignoring(let labels): return one.intersection(other).without(labels)
    case nil: return one.intersection(other)
    }
  }
}

extension PromQLExpression {
  /// Whether it yields a number rather than series.
  fileprivate var isScalar: Bool {
    switch self {
    case .number: true
    case .parenthesized(let inner, _), .unary(_, let inner, _): inner.isScalar
    case .call(let call): PromQLFunction.named(call.function)?.result == .scalar
    case .binary(let binary): binary.left.isScalar && binary.right.isScalar
    case .string, .selector, .matrix, .subquery, .aggregation: false
    }
  }
}
