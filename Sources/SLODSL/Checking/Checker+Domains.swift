extension Checker {
  /// Whether the values can occur; a range that is partly outside only gets a warning.
  mutating func checkDomain(of parts: [WrittenPart], label: MetricLabel) -> Bool {
    let listed: Set<String> = if case .values(let values) = label.domain { Set(values) } else { [] }
    var isPossible = true
    var problems = 0
    // A list that has nothing to do with its label has too many mistakes to read.
    for part in parts where problems < 5 {
      guard let problem = domainProblem(of: part, label: label, listed: listed) else { continue }
      report(problem)
      problems += 1
      if problem.severity == .error { isPossible = false }
    }
    return isPossible
  }

  private func domainProblem(
    of written: WrittenPart,
    label: MetricLabel,
    listed: Set<String>
  ) -> Diagnostic? {
    switch (label.domain, written.part) {
    case (.any, _): return nil
    case (.values(let values), .value(let text)):
      if text.isEmpty || listed.contains(text) { return nil }
      return .unknownLabelValue(text, of: label, among: values, at: written.range)
    case (.integers(let domain), .value(let text)):
      let isInside = Int(text).map { domain.contains($0) && String($0) == text } ?? false
      if text.isEmpty || isInside { return nil }
      return .outsideDomain(text, label, at: written.range)
    case (.integers(let domain), .integers(let range, _)):
      if !domain.overlaps(range) { return .outsideDomain(range.text, label, at: written.range) }
      let isWithin = domain.contains(range.lowerBound) && domain.contains(range.upperBound)
      return isWithin ? nil : .partlyOutsideDomain(range, label, at: written.range)
    case (.values(let values), .integers(let range, _)):
      if values.contains(where: { Int($0).map(range.contains) ?? false }) { return nil }
      return .outsideDomain(range.text, label, at: written.range)
    case (.values(let values), .pattern(let pattern)):
      guard case .success(let expression) = RegularExpression.parse(pattern) else { return nil }
      if values.contains(where: { expression.matches($0) ?? true }) { return nil }
      return .patternMatchesNoValue(pattern, label, at: written.range)
    case (.integers(let domain), .pattern(let pattern)):
      guard domain.count <= 10_000,
        case .success(let expression) = RegularExpression.parse(pattern)
      else { return nil }
      if domain.contains(where: { expression.matches(String($0)) ?? true }) { return nil }
      return .patternMatchesNoValue(pattern, label, at: written.range)
    }
  }
}

extension MetricLabel {
  var integerDomain: ClosedRange<Int>? {
    if case .integers(let range) = domain { range } else { nil }
  }

  /// The values when all of them are integers that are listed one by one.
  var listedIntegers: [(value: Int, text: String)]? {
    guard case .values(let texts) = domain else { return nil }
    let values = texts.compactMap { text in Int(text).map { (value: $0, text: text) } }
    return values.count == texts.count ? values : nil
  }
}

extension MetricLabel.Domain {
  /// Every value, where there are not too many to look at each.
  var texts: [String]? {
    switch self {
    case .any: nil
    case .values(let values): values.count <= 1000 ? values : nil
    case .integers(let range): range.count <= 1000 ? range.map { String($0) } : nil
    }
  }
}
