/// Constant parameters outside of what a function can work with.
extension PromQLLinter {
  /// SLO3107, for functions.
  mutating func lintParameters(of call: PromQLCall, _ facts: [Fact]) {
    func constant(_ index: Int) -> Double? {
      facts.indices.contains(index) ? facts[index].constant : nil
    }
    switch call.function {
    case "histogram_quantile", "quantile_over_time":
      lintQuantile(call.arguments.first, constant(0))
    case "histogram_quantiles":
      for index in call.arguments.indices.dropFirst(2) {
        lintQuantile(call.arguments[index], constant(index))
      }
    case "histogram_fraction", "clamp":
      let first = call.function == "clamp" ? 1 : 0
      guard let low = constant(first), let high = constant(first + 1), !(low <= high) else {
        return
      }
      reportParameter(
        "the lower bound \(PromQLText.decimal(low)) is above the upper bound "
          + "\(PromQLText.decimal(high)): the result is always empty or no number",
        at: call.arguments[first].range
      )
    case "round":
      guard constant(1) == 0 else { return }
      reportParameter(
        "nothing is a multiple of 0: the result is no number",
        at: call.arguments[1].range
      )
    case "double_exponential_smoothing", "holt_winters":
      for index in call.arguments.indices.dropFirst() {
        guard let factor = constant(index), !(factor > 0 && factor < 1) else { continue }
        reportParameter(
          "a smoothing factor lies between 0 and 1, this is \(PromQLText.decimal(factor)): "
            + "the server refuses it",
          at: call.arguments[index].range
        )
      }
    default: return
    }
  }

  /// SLO3107, for aggregations.
  mutating func lintParameter(
    _ parameter: PromQLExpression,
    _ fact: Fact,
    of aggregation: Aggregation
  ) {
    switch aggregation.operator {
    case "quantile": lintQuantile(parameter, fact.constant)
    case "topk", "bottomk", "limitk":
      guard let count = fact.constant, !(count >= 1) else { return }
      reportParameter(
        "`\(aggregation.operator)` keeps at least 1 series, this is "
          + "\(PromQLText.decimal(count)): the result is "
          + (count.isNaN ? "an error" : "always empty"),
        at: parameter.range
      )
    case "limit_ratio":
      guard let ratio = fact.constant, ratio == 0 || !(ratio.magnitude <= 1) else { return }
      reportParameter(
        "a share of series lies between -1 and 1 and is not 0, this is "
          + PromQLText.decimal(ratio),
        at: parameter.range
      )
    case "count_values":
      guard case .string(let label) = parameter.unwrapped else { return }
      lintLabelName(label, of: "count_values")
    default: return
    }
  }

  private mutating func lintQuantile(_ parameter: PromQLExpression?, _ value: Double?) {
    guard let parameter, let value, !(value >= 0 && value <= 1) else { return }
    var fix: PromQLFinding.Fix?
    if value > 1, value <= 100, case .number(let number) = parameter.unwrapped {
      let share = Self.hundredth(of: number.text)
      fix = self.fix("write \(share)", replacing: number.range.bytes, with: share)
    }
    let result = value > 1 ? "+Inf" : value < 0 ? "-Inf" : "no number"
    report(
      PromQLFinding(
        .SLO3107,
        "a quantile lies between 0 and 1, this is \(PromQLText.decimal(value)): the result is "
          + "always \(result)",
        at: parameter.range.bytes,
        fix: fix
      )
    )
  }

  private mutating func reportParameter(_ message: String, at range: PromQLRange) {
    report(PromQLFinding(.SLO3107, message, at: range.bytes))
  }

  /// A decimal of at most three digits before the point, divided by 100 without rounding.
  static func hundredth(of decimal: String) -> String {
    let parts = decimal.split(separator: ".", maxSplits: 1)
    let whole = parts.first.map(Array.init) ?? []
    let padded = [Character](repeating: "0", count: max(0, 3 - whole.count)) + whole
    let fraction = padded.suffix(2) + (parts.count > 1 ? Array(parts[1]) : [])
    let digits = fraction.reversed().drop { $0 == "0" }.reversed()
    let head = String(padded.dropLast(2))
    return digits.isEmpty ? head : head + "." + String(digits)
  }
}

// MARK: - Labels that functions write

extension PromQLLinter {
  /// SLO3108: arguments of `label_replace` and `label_join` that the server only looks at when it
  /// evaluates.
  mutating func lintLabelFunction(_ call: PromQLCall) {
    let texts = call.arguments.map { argument -> PromQLString? in
      if case .string(let text) = argument.unwrapped { text } else { nil }
    }
    switch call.function {
    case "label_replace" where texts.count == 5:
      if let label = texts[1] { lintLabelName(label, of: call.function) }
      guard let pattern = texts[4] else { return }
      switch RegularExpression.parse(pattern.text) {
      case .failure(let problem):
        report(
          PromQLFinding(
            .SLO3108,
            "this is no regular expression: \(problem.message)",
            at: pattern.range.bytes,
            notes: ["the server finds out when it evaluates, and the evaluation fails"]
          )
        )
      case .success(let expression):
        if let replacement = texts[2] { lintGroups(of: replacement, expression) }
      }
    case "label_join":
      for (index, label) in texts.enumerated() where index == 1 || index > 2 {
        if let label { lintLabelName(label, of: call.function) }
      }
    default: return
    }
  }

  mutating func lintLabelName(_ label: PromQLString, of function: String) {
    let takesAnything = context.options.oldest >= PromQLVersion(3, 0) && !label.bytes.isEmpty
    guard !takesAnything, !PromQLText.isLabelName(label.bytes) else { return }
    report(
      PromQLFinding(
        .SLO3108,
        "\(PromQLText.quoted(label.bytes)) is no name of a label",
        at: label.range.bytes,
        notes: ["the server finds out when it evaluates `\(function)`, and the evaluation fails"]
      )
    )
  }

  /// References to groups that the pattern does not have are replaced by nothing.
  private mutating func lintGroups(of replacement: PromQLString, _ pattern: RegularExpression) {
    var index = 0
    let bytes = replacement.bytes
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count else {
        index += 1
        continue
      }
      if bytes[index + 1] == UInt8(ascii: "$") {
        index += 2
        continue
      }
      let isBraced = bytes[index + 1] == UInt8(ascii: "{")
      let start = index + (isBraced ? 2 : 1)
      let name = bytes[start...].prefix { PromQLText.isLetter($0) || PromQLText.isDigit($0) }
      if !name.isEmpty { lintGroup(name, isBraced: isBraced, of: replacement, pattern) }
      index = max(name.endIndex, index + 1)
    }
  }

  private mutating func lintGroup(
    _ name: ArraySlice<UInt8>,
    isBraced: Bool,
    of replacement: PromQLString,
    _ pattern: RegularExpression
  ) {
    let digits = name.prefix(while: PromQLText.isDigit)
    let text = String(decoding: name, as: UTF8.self)
    if digits.count == name.count {
      guard let number = Int(text), number > pattern.groupCount else { return }
      let groups =
        switch pattern.groupCount {
        case 0: "no group"
        case 1: "1 group"
        case let count: "\(count) groups"
        }
      report(
        PromQLFinding(
          .SLO3108,
          "`$\(text)` is always empty: the pattern has \(groups)",
          at: replacement.range.bytes
        )
      )
    } else if !pattern.names(group: text) {
      let number = String(decoding: digits, as: UTF8.self)
      let isRunOn = !digits.isEmpty && !isBraced
      report(
        PromQLFinding(
          .SLO3108,
          "`$\(text)` is always empty: the pattern has no group called `\(text)`",
          at: replacement.range.bytes,
          notes: isRunOn ? ["letters, digits and `_` behind `$` all belong to the name"] : [],
          fix: isRunOn ? bracing(name, number, in: replacement) : nil
        )
      )
    }
  }

  /// `$1_x` as `${1}_x`, where the literal has no escapes.
  private func bracing(
    _ name: ArraySlice<UInt8>,
    _ number: String,
    in replacement: PromQLString
  ) -> PromQLFinding.Fix? {
    let place = replacement.range.bytes
    guard source(place)?.count == replacement.bytes.count + 2 else { return nil }
    let start = place.lowerBound + 1 + name.startIndex
    return fix(
      "write ${\(number)}",
      replacing: start..<(start + number.utf8.count),
      with: "{\(number)}"
    )
  }
}

extension RegularExpression {
  /// Whether a group has the name.
  fileprivate func names(group: String) -> Bool {
    let bytes = Array(pattern.utf8)
    for opening in ["(?P<" + group + ">", "(?<" + group + ">"] {
      let wanted = Array(opening.utf8)
      guard bytes.count >= wanted.count else { continue }
      let starts = 0...(bytes.count - wanted.count)
      if starts.contains(where: { bytes[$0...].starts(with: wanted) }) { return true }
    }
    return false
  }
}

extension PromQLExpression {
  /// Without the parentheses around it.
  var unwrapped: PromQLExpression {
    var inner = self
    while case .parenthesized(let next, _) = inner { inner = next }
    return inner
  }
}
