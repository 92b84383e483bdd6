/// Edits that several lints make.
extension PromQLLinter {
  /// Calls another function with the same arguments.
  func renamed(_ call: PromQLCall, to name: String) -> PromQLFinding.Fix? {
    renamed(call.function, at: call.range, to: name)
  }

  /// Aggregates with another operator.
  func renamed(_ aggregation: Aggregation, to name: String) -> PromQLFinding.Fix? {
    renamed(aggregation.operator, at: aggregation.range, to: name)
  }

  private func renamed(
    _ old: String,
    at range: PromQLRange,
    to name: String
  ) -> PromQLFinding.Fix? {
    let place = range.start..<(range.start + old.utf8.count)
    guard source(range) != nil, let text = source(place),
      String(decoding: text, as: UTF8.self).lowercased() == old
    else { return nil }
    return fix("use `\(name)`", replacing: place, with: name)
  }

  /// Appends to the name in front of a selector's braces.
  func appended(_ suffix: String, to selector: VectorSelector) -> PromQLFinding.Fix? {
    guard let name = selector.name else { return nil }
    let place = selector.range.start..<(selector.range.start + name.utf8.count)
    guard source(selector.range) != nil, let text = source(place),
      Array(text) == Array(name.utf8)
    else { return nil }
    return fix("read `\(name + suffix)`", replacing: place, with: name + suffix)
  }

  /// The only selector under sums and parentheses.
  func selectorUnderSums(_ node: InferredExpression) -> VectorSelector? {
    var inner = node
    while true {
      switch inner.expression {
      case .selector(let selector): return selector
      case .aggregation(let aggregation) where aggregation.operator == "sum":
        inner = inner.children[inner.children.count - 1]
      case .parenthesized: inner = inner.children[0]
      default: return nil
      }
    }
  }

  /// `rate(selector[5m])` of a selector.
  func wrapped(
    _ selector: VectorSelector,
    in function: String,
    over length: String
  ) -> PromQLFinding.Fix? {
    guard selector.offset == nil, selector.at == nil, !selector.isAnchored, !selector.isSmoothed,
      source(selector.range) != nil
    else { return nil }
    return PromQLFinding.Fix(
      "take `\(function)` over \(length)",
      [
        PromQLFinding.Edit(selector.range.start..<selector.range.start, function + "("),
        PromQLFinding.Edit(selector.range.end..<selector.range.end, "[\(length)])"),
      ]
    )
  }
}

extension PromQLLinter {
  /// Adds a label to what an aggregation groups by.
  func adding(_ label: String, to aggregation: Aggregation) -> PromQLFinding.Fix? {
    guard case .by(let labels) = aggregation.grouping, source(aggregation.range) != nil,
      source(aggregation.expression.range) != nil
    else { return nil }
    let end = aggregation.range.end
    let word = aggregation.range.start + aggregation.operator.utf8.count
    let open = UInt8(ascii: "(")
    var modifier = skippingBlanks(from: word, to: end)
    guard modifier < end else { return nil }
    if text[modifier] == open {
      // Nothing between the operator and its arguments: the labels follow them, or there are none.
      let close = skippingBlanks(from: aggregation.expression.range.end, to: end)
      modifier = skippingBlanks(from: min(close + 1, end), to: end)
      guard modifier < end else {
        return PromQLFinding.Fix(
          "keep `\(label)`",
          [PromQLFinding.Edit(word..<word, " by (\(label)) ")]
        )
      }
    }
    while modifier < end, PromQLText.isLetter(text[modifier]) { modifier += 1 }
    let list = skippingBlanks(from: modifier, to: end)
    guard list < end, text[list] == open else { return nil }
    let place = list + 1
    return PromQLFinding.Fix(
      "keep `\(label)`",
      [PromQLFinding.Edit(place..<place, labels.isEmpty ? label : label + ", ")]
    )
  }

  /// Adds a matcher to a selector.
  func adding(_ matcher: LabelMatcher, to selector: VectorSelector) -> PromQLFinding.Fix? {
    guard source(selector.range) != nil else { return nil }
    let place: Int
    let added: String
    if let first = selector.matchers.first, source(first.range) != nil {
      place = first.range.start
      added = matcher.text + ", "
    } else if let name = selector.name, selector.matchers.isEmpty,
      selector.range.end - selector.range.start == name.utf8.count
    {
      place = selector.range.end
      added = "{" + matcher.text + "}"
    } else {
      return nil
    }
    return PromQLFinding.Fix(
      "match `\(matcher.text)` on both sides",
      [PromQLFinding.Edit(place..<place, added)]
    )
  }
}
