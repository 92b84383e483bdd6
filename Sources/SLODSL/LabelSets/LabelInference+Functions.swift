/// What functions do to labels.
extension LabelInference {
  /// Functions that keep the metric's name: they give back samples as they were.
  private static let keepsName: Set<String> = [
    "last_over_time", "first_over_time", "sort", "sort_desc", "sort_by_label",
    "sort_by_label_desc",
  ]
  /// One sample without labels, or a scalar.
  private static let single: Set<String> = [
    "vector", "scalar", "time", "pi", "start", "end", "step", "range", "max_of", "min_of",
  ]
  /// Of the evaluation time, unless they have an argument.
  private static let dates: Set<String> = [
    "days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month",
    "year",
  ]

  mutating func type(of call: PromQLCall) -> LabelSetType {
    // Every argument is looked into, also those that give no labels.
    let types = call.arguments.map { type(of: $0) }
    let name = call.function
    if Self.single.contains(name) || (Self.dates.contains(name) && types.isEmpty) {
      return LabelSetType([.single])
    }
    let position = PromQLFunction.named(name)?.arguments.firstIndex { type in
      type == .vector || type == .matrix
    }
    guard let position, types.indices.contains(position) else { return LabelSetType([.unknown]) }
    let source = types[position]
    switch name {
    case _ where Self.keepsName.contains(name): return source
    case "absent", "absent_over_time": return absence(of: call.arguments[position])
    case "label_replace": return replacing(source, call)
    case "label_join": return joining(source, call)
    case "info": return informed(source, call)
    case "histogram_quantile", "histogram_fraction":
      return source.map { $0.remove(SpecialLabel.identity.union([SpecialLabel.bound])) }
    case "histogram_quantiles": return quantiles(source, call)
    default: return source.map { $0.dropName() }
    }
  }

  /// `absent` has the labels of `=` matchers. Prometheus reads them in their order: the first `=`
  /// sets a label, and any other matcher of the same label takes it away again.
  private func absence(of argument: PromQLExpression) -> LabelSetType {
    var (argument, isWrapped) = (argument, false)
    while case .parenthesized(let inner, _) = argument { (argument, isWrapped) = (inner, true) }
    let selector: VectorSelector
    switch argument {
    case .selector(let inner): selector = inner
    case .matrix(let inner): selector = inner.selector
    default: return LabelSetType([LabelSet(must: [], may: .finite([]), key: [])])
    }
    var labels: [String: String] = [:]
    var seen: Set<String> = []
    for matcher in selector.matchers where matcher.label != SpecialLabel.name {
      if matcher.operator == .equal, seen.insert(matcher.label).inserted {
        labels[matcher.label] = matcher.value.isEmpty ? nil : matcher.value
      } else {
        labels[matcher.label] = nil
      }
    }
    return LabelSetType([
      LabelSet(
        // Old servers do not look behind parentheses.
        must: isWrapped ? [] : Set(labels.keys),
        may: .finite(Set(labels.keys)),
        values: labels.mapValues { .constant($0) },
        key: []
      )
    ])
  }

  /// A native histogram or buckets go in; several quantiles come out, each with its label.
  private func quantiles(_ source: LabelSetType, _ call: PromQLCall) -> LabelSetType {
    guard let label = call.string(1) else { return LabelSetType([.unknown]) }
    return source.map { set in
      set.remove(SpecialLabel.identity.union([SpecialLabel.bound]))
      set.assign(label, isCertain: true, values: nil)
      set.key = set.key?.union([label])
    }
  }

  /// `info` adds labels of info metrics; the second argument says which.
  private func informed(_ source: LabelSetType, _ call: PromQLCall) -> LabelSetType {
    var asked: [LabelMatcher] = []
    if case .selector(let selector)? = call.arguments.dropFirst().first {
      asked = selector.matchers.filter { $0.label != SpecialLabel.name }
    }
    return source.map { set in
      let added: LabelNames
      if !asked.isEmpty {
        added = .finite(Set(asked.map(\.label)))
      } else if let catalog, catalog.isComplete {
        added = catalog.names.reduce(.finite([])) { $0.union(catalog[$1]?.may ?? .any) }
      } else {
        added = .any
      }
      set.may = set.may.union(added)
      // A label that the series had keeps its value.
      set.values = set.values.filter { set.must.contains($0.key) }
    }
  }
}

/// `label_replace` and `label_join`.
extension LabelInference {
  private mutating func replacing(_ source: LabelSetType, _ call: PromQLCall) -> LabelSetType {
    guard let target = call.string(1), let replacement = call.string(2),
      let origin = call.string(3), let pattern = call.string(4),
      case .success(let expression) = RegularExpression.parse(pattern)
    else { return LabelSetType([.unknown]) }
    let template = ReplacementTemplate(replacement, of: expression)
    let overwrites = source.alternatives.contains { set in
      set.varying.contains(target) && template.constant != nil
        && MatchState(of: expression, in: set, label: origin) == .always
    }
    if overwrites { judge(.overwritten(call, label: target)) }
    return source.map { set in
      set.joined[origin] = nil
      let state = MatchState(of: expression, in: set, label: origin)
      guard state != .never else { return }
      let old = set.values[target]
      let mayHadIt = set.may.contains(target)
      let stays = state == .sometimes
      let gives: LabelValues? =
        if let text = template.constant {
          .constant(text)
        } else if template.copiesWhole {
          set.values[origin]
        } else {
          nil
        }
      if template.isAlwaysEmpty {
        if stays {
          set.must.remove(target)
        } else {
          set.remove([target])
        }
        return
      }
      let sourceIsThere = set.must.contains(origin)
      let isFull = template.isNeverEmpty || (template.copiesWhole && sourceIsThere)
      let values: LabelValues? =
        if stays, mayHadIt { gives.flatMap { given in old.map { $0.union(given) } } } else { gives }
      set.assign(
        target,
        isCertain: isFull && (!stays || set.must.contains(target)),
        values: values
      )
    }
  }

  private func joining(_ source: LabelSetType, _ call: PromQLCall) -> LabelSetType {
    guard let target = call.string(1), let separator = call.string(2) else {
      return LabelSetType([.unknown])
    }
    let parts = call.arguments.indices.dropFirst(3).map { call.string($0) ?? "" }
    let hasSeparator = !separator.isEmpty && parts.count >= 2
    return source.map { set in
      for part in parts { set.joined[part] = nil }
      guard hasSeparator || parts.contains(where: set.may.contains) else {
        set.remove([target])
        return
      }
      set.assign(
        target,
        isCertain: hasSeparator || parts.contains(where: set.must.contains),
        values: nil
      )
    }
  }
}

extension PromQLCall {
  /// The text of an argument that is a string.
  func string(_ index: Int) -> String? {
    guard arguments.indices.contains(index) else { return nil }
    var argument = arguments[index]
    while case .parenthesized(let inner, _) = argument { argument = inner }
    if case .string(let string) = argument { return string.text }
    return nil
  }
}

/// Whether the pattern of `label_replace` matches the label that it reads.
private enum MatchState {
  case always, sometimes, never

  init(of expression: RegularExpression, in set: LabelSet, label: String) {
    let values = set.values[label] ?? .any
    let canBeMissing = !set.must.contains(label)
    let matchesMissing = expression.matches("")
    // No label has the empty name, but `label_replace` may read it: it always finds nothing.
    if label.isEmpty || !set.may.contains(label) {
      self = matchesMissing.map { $0 ? .always : .never } ?? .sometimes
    } else if values.allMatch(expression), !canBeMissing || matchesMissing == true {
      self = .always
    } else if values.noneMatch(expression), !canBeMissing || matchesMissing == false {
      self = .never
    } else {
      self = .sometimes
    }
  }
}

/// The replacement of `label_replace`: text with `$1`, `${name}` and `$$`.
struct ReplacementTemplate {
  /// The text, where it has no groups.
  private(set) var constant: String?
  /// Whether it is one group that is the whole pattern: a copy of the value.
  private(set) var copiesWhole = false
  private(set) var isAlwaysEmpty = false
  /// Whether it gives some text whatever is matched.
  private(set) var isNeverEmpty = false

  init(_ text: String, of expression: RegularExpression) {
    var fixed = ""
    var groups: [Substring] = []
    var rest = Substring(text)
    while let next = rest.first {
      rest = rest.dropFirst()
      guard next == "$" else {
        fixed.append(next)
        continue
      }
      if rest.first == "$" {
        fixed.append("$")
        rest = rest.dropFirst()
      } else if rest.first == "{", let end = rest.firstIndex(of: "}") {
        groups.append(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      } else {
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        // A dollar sign before anything else stands for itself.
        if name.isEmpty { fixed.append("$") } else { groups.append(name) }
        rest = rest.dropFirst(name.count)
      }
    }
    constant = groups.isEmpty ? fixed : nil
    isAlwaysEmpty = text.isEmpty
    let pattern = CapturingPattern(expression.pattern)
    copiesWhole = fixed.isEmpty && groups.count == 1 && pattern.isWhole(group: groups[0])
    isNeverEmpty =
      !fixed.isEmpty || groups.contains { pattern.isNeverEmpty(group: $0) }
  }
}

/// The groups of a pattern, as far as a look at its parentheses tells.
private struct CapturingPattern {
  private var groups: [String] = []
  private var isWholeGroup = false
  /// Whether every group takes part in every match.
  private var isPlain = true

  init(_ pattern: String) {
    var bytes = Array(pattern.utf8)[...]
    if bytes.first == UInt8(ascii: "^") { bytes = bytes.dropFirst() }
    if bytes.last == UInt8(ascii: "$") { bytes = bytes.dropLast() }
    var open: Int?
    var depth = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["):
        // A class may hold parentheses; an escape or a class in it is skipped as a whole.
        let close = bytes[(index + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]"))
        index = close ?? bytes.endIndex
      case UInt8(ascii: "("):
        if depth == 0 { open = index + 1 }
        // Flags and groups in groups are left to others.
        if depth > 0 || bytes.dropFirst(index + 1 - bytes.startIndex).first == UInt8(ascii: "?") {
          isPlain = false
        }
        depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0, let start = open {
          groups.append(String(decoding: bytes[start..<index], as: UTF8.self))
          let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
          if [UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "{")].contains(next) {
            isPlain = false
          }
          isWholeGroup =
            start == bytes.startIndex + 1 && index + 1 == bytes.endIndex && groups.count == 1
        }
      case UInt8(ascii: "|"):
        if depth == 0 { isPlain = false }
      default: break
      }
      index += 1
    }
  }

  /// Whether a group is all of the pattern, `(.*)`, and so a copy of the value.
  func isWhole(group: Substring) -> Bool {
    group == "0" || (isPlain && isWholeGroup && group == "1")
  }

  /// Whether a group matches some text in every match.
  func isNeverEmpty(group: Substring) -> Bool {
    guard isPlain, let number = Int(group), number > 0, number <= groups.count else { return false }
    return RegularExpression.matches(groups[number - 1], "") == false
  }
}
