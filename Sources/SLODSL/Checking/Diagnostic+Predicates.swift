/// Words for conditions on labels that cannot hold, or cannot be read.
extension Diagnostic {
  // MARK: 2004, 2011, 2012 predicates

  static func unknownLabelValue(
    _ text: String,
    of label: MetricLabel,
    among values: [String],
    at range: SourceRange
  ) -> Diagnostic {
    let near = EditDistance.nearest(to: text, among: values)
    return Diagnostic(
      .SLO2004,
      "'\(label.name)' is never \"\(text)\"",
      at: range,
      label: near.map { "did you mean \"\($0)\"?" },
      related: label.origin.map { [Related("its values are declared here", at: $0)] } ?? [],
      notes: ["its values: " + values.prefix(12).joined(separator: ", ")],
      fixIts: near.map { [FixIt("use \"\($0)\"", replacing: range, with: "\"\($0)\"")] } ?? []
    )
  }

  static func outsideDomain(
    _ text: String,
    _ label: MetricLabel,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2004,
      "'\(label.name)' is never \(text)",
      at: range,
      label: label.domainText.map { "it is declared as \($0)" },
      related: label.origin.map { [Related("declared here", at: $0)] } ?? [],
      help: codeClass(text).map { range in
        ["a class of status codes is a range: \(label.name) in \(range)"]
      } ?? []
    )
  }

  /// `500...599` for `5xx` and its like.
  private static func codeClass(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let wild = Array("xX.*".utf8)
    guard bytes.count == 3, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[0]),
      wild.contains(bytes[1]), wild.contains(bytes[2])
    else { return nil }
    let digit = String(decoding: [bytes[0]], as: UTF8.self)
    return "\(digit)00...\(digit)99"
  }

  static func patternMatchesNoValue(
    _ pattern: String,
    _ label: MetricLabel,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2004,
      "/\(pattern)/ matches no value of '\(label.name)'",
      at: range,
      label: label.domainText.map { "it is declared as \($0)" },
      related: label.origin.map { [Related("declared here", at: $0)] } ?? [],
      notes: ["a pattern must match the whole value"]
    )
  }

  static func partlyOutsideDomain(
    _ given: ClosedRange<Int>,
    _ label: MetricLabel,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO4007,
      "\(given.text) reaches beyond the values of '\(label.name)'",
      at: range,
      label: label.domainText.map { "it is declared as \($0)" },
      related: label.origin.map { [Related("declared here", at: $0)] } ?? []
    )
  }

  static func rangeNeedsDomain(_ label: MetricLabel, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2011,
      "a range of '\(label.name)' needs three-digit codes or declared integer values",
      at: range,
      notes: ["labels are text: \"7\" is not between \"10\" and \"99\""],
      help: ["declare the label with its values, \(label.name) in 0...999, or list them"]
    )
  }

  static func orderNeedsDomain(_ label: MetricLabel, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2011,
      "'\(label.name)' is text: it has no order",
      at: range,
      help: ["declare its values as integers, \(label.name) in 100...599, or use 'in'"]
    )
  }

  static func matchesNothing(
    _ conditions: [LabelCondition],
    _ metric: Metric,
    at range: SourceRange
  ) -> Diagnostic {
    let clash = places(of: conditions)
    return Diagnostic(
      .SLO2012,
      "no series of \(metric.name) can match this",
      at: range,
      related: clash,
      notes: clash.isEmpty ? ["the declared values of a label leave none"] : []
    )
  }

  /// Where two conditions exclude each other.
  private static func places(of conditions: [LabelCondition]) -> [Related] {
    for (index, one) in conditions.enumerated() {
      guard let other = conditions[(index + 1)...].first(where: one.contradicts) else { continue }
      return [
        Related("'\(one.label)' is demanded here", at: one.range),
        Related("and otherwise here", at: other.range),
      ]
    }
    return []
  }

  static func judgesNothing(
    _ metric: Metric,
    _ conditions: [LabelCondition],
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2012,
      "no event of \(metric.name) could be bad: all that are counted are good",
      at: range,
      related: places(of: conditions)
    )
  }

  static func judgesEverything(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2012,
      "every event of \(metric.name) would be bad: none that is counted can be good",
      at: range
    )
  }

  static func invalidPattern(
    _ pattern: String,
    _ problem: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2026,
      "/\(pattern)/ is not a regular expression of Prometheus: \(problem)",
      at: range,
      notes: ["Prometheus uses RE2: no look-around and no back-references"]
    )
  }

  static func patternExpected(_ value: Value, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'=~' takes a regular expression, not \(value.noun)",
      at: range,
      help: ["for example =~ /5../"]
    )
  }

  static func patternInQuotes(_ text: String, at range: SourceRange) -> Diagnostic {
    let pattern =
      "/"
      + text.split(separator: "/", omittingEmptySubsequences: false)
      .joined(separator: "\\/") + "/"
    return Diagnostic(
      .SLO2001,
      "a regular expression stands between slashes, not quotes",
      at: range,
      fixIts: [FixIt("write \(pattern)", replacing: range, with: pattern)]
    )
  }

  static func patternNeedsMatch(_ regex: RegexLiteral, _ binary: BinaryExpression) -> Diagnostic {
    let word = binary.operator == .notEqual ? "!~" : "=~"
    return Diagnostic(
      .SLO2001,
      "'\(binary.operator.rawValue)' compares text; a pattern needs '\(word)'",
      at: binary.operatorRange,
      fixIts: [FixIt("write '\(word)'", replacing: binary.operatorRange, with: word)]
    )
  }

  static func listNeedsIn(_ binary: BinaryExpression) -> Diagnostic {
    let word = binary.operator == .notEqual ? "!in" : "in"
    return Diagnostic(
      .SLO2001,
      "'\(binary.operator.rawValue)' compares with one value; this is several",
      at: binary.operatorRange,
      fixIts: [FixIt("write '\(word)'", replacing: binary.operatorRange, with: word)]
    )
  }

  static func notAList(
    _ value: Value,
    of binary: BinaryExpression,
    at range: SourceRange,
    text: String
  ) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'\(binary.operator.rawValue)' looks into a list or a range, not into \(value.noun)",
      at: range,
      fixIts: [FixIt("make it a list", replacing: range, with: "[\(text)]")]
    )
  }

  static func notAPredicate(_ expression: Expression) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a condition on labels is expected",
      at: expression.range,
      help: ["for example job == \"checkout\" && code in 500...599"]
    )
  }

  static func labelExpected(_ binary: BinaryExpression) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "left of '\(binary.operator.rawValue)' stands a label",
      at: binary.left.range,
      help: ["for example code in 500...599"]
    )
  }

  static func reversedComparison(_ binary: BinaryExpression, swapped: String) -> Diagnostic {
    Diagnostic(
      .SLO2010,
      "the label or 'value' stands on the left of a comparison",
      at: binary.range,
      fixIts: [
        FixIt("turn it around", replacing: binary.range, with: swapped, safety: .safe)
      ]
    )
  }

  static func severalBounds(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "what is measured is judged by one comparison",
      at: range,
      help: ["write an SLO for each bound: one with good: value > 1, one with good: value < 100"]
    )
  }

  static func valueInFilter(_ binary: BinaryExpression, _ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'\(name.text)' is what the metric measures; here stand conditions on labels",
      at: binary.range,
      label: "alone in good: or bad:",
      help: [
        "narrow the events by labels, events: … where code < 500, and judge them by one "
          + "comparison, good: value <= 250ms", "a label of that name is written in back-ticks",
      ]
    )
  }
}

extension MetricLabel {
  fileprivate var domainText: String? {
    switch domain {
    case .any: nil
    case .values(let values): values.prefix(12).joined(separator: ", ")
    case .integers(let range): range.text
    }
  }
}
