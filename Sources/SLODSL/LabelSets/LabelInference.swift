/// Infers which labels the series of a result have, from an expression and what metrics are known.
///
/// One walk from the inside out, in time proportional to the expression; what the labels of the
/// operands say on the way is collected as judgements.
package struct LabelInference {
  /// Nil in an open world: then only the expression itself tells anything.
  let catalog: SeriesCatalog?
  /// Whether matchers may hold variables that a dashboard replaces: those tell nothing.
  let hasVariables: Bool
  package private(set) var judgements: [LabelJudgement] = []
  /// What the aggregations keep that stand around the expression at hand, outside first.
  var enclosing: [Aggregation.Grouping] = []

  package init(catalog: SeriesCatalog? = nil, hasVariables: Bool = false) {
    self.catalog = catalog
    self.hasVariables = hasVariables
  }

  /// The labels of the result of an expression.
  package static func type(
    of expression: PromQLExpression,
    catalog: SeriesCatalog? = nil
  ) -> LabelSetType {
    var inference = LabelInference(catalog: catalog)
    return inference.type(of: expression)
  }

  /// The type of a vector; a scalar is one sample without labels, as a recording rule stores it.
  package mutating func type(of expression: PromQLExpression) -> LabelSetType {
    switch expression {
    case .number, .string: LabelSetType([.single])
    case .parenthesized(let inner, _): type(of: inner)
    case .unary(let negative, let inner, _): negative ? nameless(inner) : type(of: inner)
    case .selector(let selector): type(of: selector)
    case .matrix(let matrix): type(of: matrix.selector)
    case .subquery(let subquery): overTime(type(of: subquery.expression))
    case .call(let call): type(of: call)
    case .aggregation(let aggregation): type(of: aggregation)
    case .binary(let binary): type(of: binary)
    }
  }

  mutating func judge(_ judgement: LabelJudgement) { judgements.append(judgement) }

  /// The same series without the metric's name.
  mutating func nameless(_ expression: PromQLExpression) -> LabelSetType {
    type(of: expression).map { $0.dropName() }
  }

  /// Over a time the series of a vector come and go: a key of each moment may name several.
  private func overTime(_ type: LabelSetType) -> LabelSetType {
    type.map { set in
      if let key = set.key, let all = set.may.finite {
        let fixed = all.filter { set.must.contains($0) && set.values[$0]?.constant != nil }
        if !key.isSuperset(of: all.subtracting(fixed)) { set.key = all }
      } else {
        set.key = set.may.finite
      }
    }
  }
}

extension LabelInference {
  /// The series that a selector finds: a kind for each metric that it may name.
  mutating func type(of selector: VectorSelector) -> LabelSetType {
    let named = selector.name.map { [LabelMatcher(SpecialLabel.name, .equal, $0)] } ?? []
    let fixed = selector.matchers.filter { !hasVariables || !$0.hasVariable }
    let constraints = LabelConstraints(named + fixed)
    if let label = constraints.contradiction {
      judge(.contradiction(selector, label: label))
      return LabelSetType([])
    }
    return LabelSetType(metrics(of: constraints).compactMap { constraints.applied(to: $0) })
  }

  /// What is known of the series before the matchers.
  private func metrics(of constraints: LabelConstraints) -> [LabelSet] {
    guard let catalog else { return [.unknown] }
    let known = constraints.values[SpecialLabel.name]
    let candidates: [String]
    if let names = known?.finite {
      candidates = names.sorted()
    } else if catalog.isComplete {
      candidates = catalog.names.filter { name in
        known.map { !$0.intersection(.constant(name)).isEmpty } ?? true
      }
    } else {
      return [.unknown]
    }
    var sets: [LabelSet] = []
    for name in candidates {
      if let labels = catalog[name] {
        sets.append(LabelSet(series: labels, of: name))
      } else if !catalog.isComplete {
        return [.unknown]
      }
    }
    return sets
  }
}

extension LabelSet {
  /// All series of a metric.
  fileprivate init(series: SeriesLabels, of name: String) {
    var values = series.values
    values[SpecialLabel.name] = .constant(name)
    self.init(
      must: series.always.union([SpecialLabel.name]),
      may: series.may.adding([SpecialLabel.name]),
      values: values,
      key: series.key ?? series.may.finite,
      varying: series.varying
    )
  }
}

/// The matchers of a selector, label by label.
struct LabelConstraints {
  /// What is known of the values of each label that a matcher names.
  private(set) var values: [String: LabelValues] = [:]
  /// Labels without which no series matches.
  private(set) var demanded: Set<String> = []

  init(_ matchers: [LabelMatcher]) {
    for matcher in matchers {
      values[matcher.label] = (values[matcher.label] ?? .any).narrowed(by: matcher)
      if !matcher.matchesEmpty { demanded.insert(matcher.label) }
    }
  }

  /// A label that can have no value and must have one; the first by name.
  var contradiction: String? {
    demanded.filter { values[$0]?.isEmpty ?? false }.min()
  }

  /// The series of a kind that match; nil when none can.
  func applied(to set: LabelSet) -> LabelSet? {
    var set = set
    guard demanded.allSatisfy(set.may.contains) else { return nil }
    set.must.formUnion(demanded)
    for (label, allowed) in values where set.may.contains(label) {
      let left = (set.values[label] ?? .any).intersection(allowed)
      if left.isEmpty {
        if set.must.contains(label) { return nil }
        set.may = set.may.removing([label])
        set.values[label] = nil
      } else {
        set.values[label] = left
      }
      if left.constant != nil || left.isEmpty {
        set.varying.remove(label)
        // A label with one value tells nothing apart, unless it may be missing.
        if set.must.contains(label) || left.isEmpty { set.key?.remove(label) }
      }
    }
    return set
  }
}

extension LabelMatcher {
  /// Whether the value holds what looks like a variable of a dashboard: `$cluster`, `${cluster}`.
  var hasVariable: Bool {
    var isBehindDollar = false
    for byte in value.utf8 {
      if isBehindDollar, PromQLText.isLetter(byte) || byte == UInt8(ascii: "{") { return true }
      isBehindDollar = byte == UInt8(ascii: "$")
    }
    return false
  }
}
