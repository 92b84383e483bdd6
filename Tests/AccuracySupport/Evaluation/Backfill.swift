import Codegen
import SLODSL

/// The steps by which docs/RULES.md tells rules what happened before they began.
struct Backfill {
  /// A rule file for `promtool tsdb create-blocks-from rules`, whose rules do not see each other.
  struct Step {
    let rules: [RecordingRule]
    /// Seconds between two evaluations.
    let interval: Int

    var text: String {
      let rules = self.rules.map { rule in
        let labels = rule.labels.map { "\($0.name): '\($0.value)'" }.joined(separator: ", ")
        let expression = rule.expression.text.replacing("'", with: "''")
        return "{record: '\(rule.series)', expr: '\(expression)', labels: {\(labels)}}"
      }
      return "groups: [{name: backfill, rules: [\(rules.joined(separator: ", "))]}]\n"
    }
  }

  let steps: [Step]

  /// - Parameters:
  ///   - firstCount: seconds since 1970.
  init(of service: CompiledService, since firstCount: Int) {
    let windows = RecordedWindows(of: service.slo)
    let rules = service.groups.flatMap { $0.rules.compactMap(\.recording) }
    let counts = Self.standingAlone(
      rules.filter {
        [windows.events(windows.interval), windows.errors(windows.interval)].contains($0.series)
      },
      without: RecordedSeries.bornErrors(windows.interval)
    )
    let sums = rules.filter {
      [windows.events(.minutes(5)), windows.errors(.minutes(5))].contains($0.series)
    }
    let firstSeen = RecordingRule(
      RecordedSeries.firstSeen,
      .vector(.number(ExactNumber(firstCount))),
      labels: counts.first?.labels ?? []
    )
    let interval = Int(windows.interval.milliseconds / 1000)
    steps = [
      Step(rules: counts, interval: interval), Step(rules: sums, interval: interval),
      Step(rules: [firstSeen], interval: 300),
    ]
  }

  /// The rules with the expressions of those before them in place of their series, and without the
  /// births, which promtool would have to see too.
  private static func standingAlone(
    _ rules: [RecordingRule],
    without births: String
  ) -> [RecordingRule] {
    var known: [String: PromQLExpression] = [:]
    return rules.map { rule in
      let expression = rule.expression.replacing { name in
        name == births ? .some(nil) : known[name]
      }
      known[rule.series] = expression
      return RecordingRule(rule.series, expression ?? .number(0), labels: rule.labels)
    }
  }
}

extension PromQLExpression {
  /// With other expressions in place of instant selectors: nothing for those that are kept, and
  /// the nil within for those that go, with the `or` before them.
  fileprivate func replacing(
    _ replacement: (String) -> PromQLExpression??
  ) -> PromQLExpression? {
    switch self {
    case .selector(let selector):
      guard let name = selector.name, let replaced = replacement(name) else { return self }
      return replaced.map { .parenthesized($0, .none) }
    case .parenthesized(let inner, let range):
      return inner.replacing(replacement).map { .parenthesized($0, range) }
    case .binary(let binary):
      guard let left = binary.left.replacing(replacement) else {
        return binary.right.replacing(replacement)
      }
      guard let right = binary.right.replacing(replacement) else { return left }
      return .binary(
        PromQLBinary(
          binary.operator,
          left,
          right,
          returnsBool: binary.returnsBool,
          matching: binary.matching
        )
      )
    case .aggregation(let aggregation):
      return aggregation.expression.replacing(replacement).map {
        .aggregation(Aggregation(aggregation.operator, $0, grouping: aggregation.grouping))
      }
    case .call(let call):
      let arguments = call.arguments.compactMap { $0.replacing(replacement) }
      guard arguments.count == call.arguments.count else { return nil }
      return .call(PromQLCall(call.function, arguments))
    case .number, .string, .unary, .matrix, .subquery: return self
    }
  }
}
