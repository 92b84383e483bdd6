package import SLODSL

/// Reads every expression of a plan back before anything is written.
///
/// What is written must be the tree that was planned, of the type that a rule needs, for every
/// server that loads it. A complaint is a mistake of slogen's, not of the author's.
extension RulePlan {
  /// What is wrong with the plan: nothing may be written where an error is among it.
  package func problems(readBy rulers: [Ruler]) -> [Diagnostic] {
    let options = PromQLOptions(rulers: rulers)
    let unreadable = files.flatMap(\.groups).flatMap { group in
      group.rules.flatMap { rule in
        rule.expressions.compactMap { expression in
          expression.complaint(options).map { complaint in
            Diagnostic.unreadable(
              expression.text,
              of: rule.name,
              because: complaint,
              at: group.origin
            )
          }
        }
      }
    }
    return (unreadable + missingLabels).ordered
  }
}

extension PlannedRule {
  fileprivate var name: String {
    switch self {
    case .recording(let rule): rule.series
    case .alerting(let rule): rule.name
    }
  }

  /// Everything that Prometheus will parse: the rule's expression and the queries of its texts.
  fileprivate var expressions: [WrittenExpression] {
    switch self {
    case .recording(let rule):
      [WrittenExpression(rule.expression, text: rule.expression.writtenText, mayBeScalar: true)]
    case .alerting(let rule):
      [WrittenExpression(rule.expression, text: rule.expression.writtenText, mayBeScalar: false)]
        + rule.annotations.flatMap(\.text).flatMap(\.queries).map {
          WrittenExpression($0, text: $0.writtenLine, mayBeScalar: false)
        }
    }
  }
}

extension AlertText {
  /// The queries of a text, in the order of their places.
  fileprivate var queries: [PromQLExpression] {
    switch self {
    case .text, .label, .labelInURL, .value, .current: []
    case .ifLabel(_, let pieces): pieces.flatMap(\.queries)
    case .with(let query, let pieces, let otherwise):
      [query] + (pieces + otherwise).flatMap(\.queries)
    case .choice(_, let cases, let otherwise):
      (cases.flatMap(\.text) + otherwise).flatMap(\.queries)
    }
  }
}

/// An expression and its text in the file.
private struct WrittenExpression {
  let expression: PromQLExpression
  let text: String
  /// Recording rules take a scalar, alerts do not.
  let mayBeScalar: Bool

  init(_ expression: PromQLExpression, text: String, mayBeScalar: Bool) {
    self.expression = expression
    self.text = text
    self.mayBeScalar = mayBeScalar
  }

  /// What a server would say, or how it would misunderstand; nil when all is well.
  func complaint(_ options: PromQLOptions) -> String? {
    let parsed = PromQLParser.parse(text, options: options)
    guard let tree = parsed.expression else {
      return parsed.errors.first?.message ?? "it does not parse"
    }
    guard tree.withOrderedMatchers == expression.withOrderedMatchers else {
      return "it reads back as \(tree.writtenLine)"
    }
    let checked = PromQLChecker.check(tree, options: options)
    if let error = checked.errors.first { return error.message }
    switch checked.type {
    case .vector: return nil
    case .scalar: return mayBeScalar ? nil : "an alert needs an instant vector, not a scalar"
    case .matrix, .string: return "a rule needs an instant vector, not \(checked.type.noun)"
    }
  }
}

extension PromQLExpression {
  /// The text in a rule: one line where it fits, else several.
  var writtenText: String { ruleText(width: 120) }

  /// The same meaning: what is written has its matchers in an order of its own, and among them a
  /// name that is not written as a word.
  fileprivate var withOrderedMatchers: PromQLExpression {
    rewritten { selector in
      var selector = selector
      if let name = selector.name {
        selector.name = nil
        selector.matchers.append(LabelMatcher("__name__", .equal, name))
      }
      selector.matchers.sort {
        ($0.label, $0.operator.rawValue, $0.value) < ($1.label, $1.operator.rawValue, $1.value)
      }
      return selector
    }
  }

  /// The text on one line, however long.
  package var writtenLine: String { ruleText(width: .max) }
}

extension Diagnostic {
  /// SLO5001: what slogen would write is not what it planned.
  static func unreadable(
    _ text: String,
    of rule: String,
    because complaint: String,
    at range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO5001,
      "a generated expression of \(rule) is not sound: \(complaint)",
      at: range,
      label: "its rules are planned from this SLO",
      notes: ["the expression: \(text)"],
      help: ["this is a mistake in slogen; please report it with the spec"]
    )
  }
}
