/// Which labels leave an expression that is stored or alerts.
extension PromQLLinter {
  mutating func lintResult() {
    guard context.purpose == .alerting || context.purpose == .recording else { return }
    for aggregation in expression.outermostAggregations {
      switch (context.purpose, aggregation.grouping) {
      case (.alerting, .by(let labels)) where labels.isEmpty: lintNameless(aggregation)
      case (.recording, .without): lintOpen(aggregation)
      case (.recording, .by(let labels)): lintUnbounded(labels, in: aggregation)
      default: break
      }
    }
  }

  /// SLO3509: an alert that cannot say what it is about.
  private mutating func lintNameless(_ aggregation: Aggregation) {
    // Without a catalog nobody knows whether there was anything to tell apart.
    guard let catalog = context.catalog else { return }
    let type = LabelInference.type(of: aggregation.expression, catalog: SeriesCatalog(catalog))
    let inside = (type.merged?.mayLabels ?? []).filter { $0 != "__name__" }
    // Labels of the metric say more than those of the target it was scraped from.
    guard type.merged?.isOpen == false,
      let telling = inside.first(where: { !catalog.targetLabels.contains($0) }) ?? inside.first,
      !findings.contains(where: { $0.code == .SLO3509 })
    else { return }
    report(
      PromQLFinding(
        .SLO3509,
        "the alert has no labels: it cannot say which \(telling) it is about",
        at: aggregation.range.bytes,
        notes: ["labels inside: \(inside.joined(separator: ", "))"],
        help: ["group by what tells incidents apart: \(aggregation.operator) by (\(telling)) (…)"]
      )
    )
  }

  /// SLO3510: a recording whose labels depend on what exporters add.
  private mutating func lintOpen(_ aggregation: Aggregation) {
    report(
      PromQLFinding(
        .SLO3510,
        "`without` records every label that there is, and those that come later",
        at: aggregation.range.bytes,
        help: ["list the labels to keep: \(aggregation.operator) by (…) (…)"]
      )
    )
  }

  /// SLO3515: a recording of as many series as there are users or addresses.
  private mutating func lintUnbounded(_ labels: [String], in aggregation: Aggregation) {
    guard let label = labels.first(where: Self.unboundedLabels.contains) else { return }
    report(
      PromQLFinding(
        .SLO3515,
        "a series is recorded for each value of '\(label)', of which there is no end",
        at: aggregation.range.bytes,
        help: ["group by something that has few values, such as a route instead of a path"]
      )
    )
  }

  /// Labels whose values come from outside.
  private static let unboundedLabels: Set<String> = [
    "path", "url", "uri", "user", "user_id", "userid", "username", "email", "customer_id",
    "session", "session_id", "request_id", "trace_id", "traceID", "span_id", "ip", "client_ip",
    "remote_addr", "user_agent", "query", "container_id",
  ]
}

extension PromQLExpression {
  /// The aggregations that decide which labels the result has: those that stand outside all others,
  /// under comparisons, arithmetic and functions that keep labels.
  fileprivate var outermostAggregations: [Aggregation] {
    var found: [Aggregation] = []
    var open = [self]
    while let next = open.popLast() {
      switch next {
      case .aggregation(let aggregation):
        if !["topk", "bottomk", "limitk", "limit_ratio"].contains(aggregation.operator) {
          found.append(aggregation)
        }
      case .parenthesized(let inner, _), .unary(_, let inner, _): open.append(inner)
      case .binary(let binary):
        open.append(binary.left)
        // The labels of a set operation's right side never reach the result, except through `or`.
        if binary.operator.kind != .set || binary.operator == .or { open.append(binary.right) }
      // That something is absent is about the whole.
      case .call(let call): if !call.function.hasPrefix("absent") { open += call.arguments }
      case .number, .string, .selector, .matrix, .subquery: break
      }
    }
    return found
  }
}
