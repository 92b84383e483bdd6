/// Label sets: grouping, matching and joining.
extension PromQLLinter {
  mutating func lintLabels() {
    var inference = LabelInference(
      catalog: context.catalog.map { SeriesCatalog($0) },
      hasVariables: context.purpose == .query
    )
    _ = inference.type(of: expression)
    for judgement in inference.judgements { lint(judgement) }
    lintIdentity()
  }

  private mutating func lint(_ judgement: LabelJudgement) {
    switch judgement {
    case .contradiction(let selector, let label): lintContradiction(selector, label: label)
    case .groupingMissing(let aggregation, let label): lintGrouping(aggregation, label)
    case .matchingMissing(let binary, let label, let left, let right):
      lintMatching(binary, label, left: left, right: right)
    case .neverMatches(let binary, let mismatch): lintMismatch(binary, mismatch)
    case .manyOnOneSide(let binary, let isLeft, let label, let isFiltered):
      // A filter may leave one series of each match, as `== 1` does with info metrics.
      if !isFiltered { lintMany(binary, isLeft: isLeft, label) }
    case .groupingNotUnique(let binary, let label): lintOverwritten(binary, label)
    case .includedMissing(let binary, let label): lintIncluded(binary, label)
    case .joinedLost(let outer, let label, let place): lintJoined(outer, label, place)
    case .overwritten(let call, let label): lintReplaced(call, label)
    case .unlabelledDefault(let binary, let labels): lintDefault(binary, labels)
    }
  }

  /// SLO3501: grouping by what is not there.
  private mutating func lintGrouping(_ aggregation: Aggregation, _ label: String) {
    let listed = listed(label, in: aggregation)
    report(
      PromQLFinding(
        .SLO3501,
        "no series here has a label '\(label)' to group by",
        at: listed?.range ?? aggregation.range.bytes,
        notes: [
          "an operation inside has dropped it, or the metric never had it; all series fall into "
            + "one group"
        ],
        help: ["keep '\(label)' inside, or leave it out here"],
        fix: fix(removing: listed, label)
      )
    )
  }

  /// SLO3502: matching on what a side cannot have.
  private mutating func lintMatching(
    _ binary: PromQLBinary,
    _ label: String,
    left: Bool,
    right: Bool
  ) {
    let listed = listed(label, in: binary, after: ["on"])
    let found =
      left ? "the right side has no" : right ? "the left side has no" : "neither side has a"
    report(
      PromQLFinding(
        .SLO3502,
        "\(found) label '\(label)' to match on",
        at: listed?.range ?? binary.range.bytes,
        notes: [
          left || right
            ? "only series without '\(label)' match, and the result never has it"
            : "it tells no series apart, and the result never has it"
        ],
        help: ["keep '\(label)' on both sides, or leave it out here"],
        fix: fix(removing: listed, label)
      )
    )
  }
}

/// What never matches, and what matches too much.
extension PromQLLinter {
  /// SLO3503 and SLO3504: no series of the one side can match one of the other.
  private mutating func lintMismatch(_ binary: PromQLBinary, _ mismatch: LabelMismatch) {
    let outcome =
      binary.operator == .unless ? "so 'unless' takes nothing away" : "so the result is empty"
    switch mismatch {
    case .missing(let label, let onLeft):
      let (having, lacking) = onLeft ? ("right", "left") : ("left", "right")
      let others = "on (…) the labels of both, or ignoring (\(label))"
      report(
        PromQLFinding(
          .SLO3503,
          "the two sides never match: only the \(having) one has '\(label)', \(outcome)",
          at: binary.range.bytes,
          notes: ["series match when all matched labels are equal; a missing label is empty"],
          help: ["match \(others), or keep '\(label)' on the \(lacking) side"]
        )
      )
    case .values(let label, let left, let right):
      report(
        PromQLFinding(
          .SLO3504,
          "the two sides never match: '\(label)' is \(described(left)) on the left and "
            + "\(described(right)) on the right, \(outcome)",
          at: binary.range.bytes,
          notes: ["series match when all matched labels are equal"],
          help: ["match on (…) other labels, or ignoring (\(label))"],
          fix: ignoring(label, in: binary)
        )
      )
    }
  }

  private func described(_ values: LabelValues) -> String {
    let text = values.description
    return text.isEmpty ? "something else" : text
  }

  /// An operator without a list may simply ignore the label.
  private func ignoring(_ label: String, in binary: PromQLBinary) -> PromQLFinding.Fix? {
    guard binary.matching == nil, PromQLText.isLabelName(label.utf8) else { return nil }
    let start = binary.left.range.end
    let end = binary.right.range.start
    guard source(start..<end) != nil else { return nil }
    let gap = text[start..<end]
    let blanks = gap.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    let place = end - blanks.count
    guard place > start, !gap.contains(UInt8(ascii: "#")) else { return nil }
    return PromQLFinding.Fix(
      "ignore '\(label)'",
      [PromQLFinding.Edit(place..<place, " ignoring (\(label))")]
    )
  }

  /// SLO3505: several series where there must be one.
  private mutating func lintMany(_ binary: PromQLBinary, isLeft: Bool, _ label: String) {
    let side = isLeft ? "left" : "right"
    let group = binary.matching?.group
    let help: [String] =
      group == nil
      ? ["let the \(side) side be the many: \(isLeft ? "group_left" : "group_right") ()"]
      : ["aggregate the \(side) side first: sum by (…) of the matched labels"]
    report(
      PromQLFinding(
        .SLO3505,
        "the \(side) side has several series for each match: they differ in '\(label)'",
        at: binary.range.bytes,
        notes: ["Prometheus refuses to choose one: the evaluation fails, and so does the rule"],
        help: help
      )
    )
  }

  private mutating func lintOverwritten(_ binary: PromQLBinary, _ label: String) {
    let listed = listed(label, in: binary, after: ["group_left", "group_right"])
    report(
      PromQLFinding(
        .SLO3505,
        "series that differ in '\(label)' become the same: the group list overwrites it",
        at: listed?.range ?? binary.range.bytes,
        notes: ["Prometheus refuses series with equal labels: the evaluation fails"],
        help: ["leave '\(label)' out of the list"],
        fix: fix(removing: listed, label)
      )
    )
  }
}

/// What is joined.
extension PromQLLinter {
  /// SLO3506: a group list deletes a label.
  private mutating func lintIncluded(_ binary: PromQLBinary, _ label: String) {
    let listed = listed(label, in: binary, after: ["group_left", "group_right"])
    var side = "right"
    if case .right? = binary.matching?.group { side = "left" }
    report(
      PromQLFinding(
        .SLO3506,
        "the \(side) side has no label '\(label)' to copy",
        at: listed?.range ?? binary.range.bytes,
        notes: ["a label that the one side lacks is taken away from the many side too"],
        help: ["keep '\(label)' on the \(side) side, or leave it out here"],
        fix: fix(removing: listed, label)
      )
    )
  }

  /// SLO3507: a label is copied for nothing.
  private mutating func lintJoined(
    _ outer: PromQLExpression,
    _ label: String,
    _ place: PromQLRange
  ) {
    var listed: ListedLabel?
    expression.visit { node in
      guard case .binary(let binary) = node, binary.range.bytes == place.bytes, listed == nil
      else { return }
      listed = self.listed(label, in: binary, after: ["group_left", "group_right"])
    }
    report(
      PromQLFinding(
        .SLO3507,
        "'\(label)' is joined here and dropped again before anything reads it",
        at: listed?.range ?? outer.range.bytes,
        notes: ["the operation around it does not keep '\(label)'"],
        help: ["keep '\(label)' outside: by (\(label), …), or leave it out here"],
        fix: fix(removing: listed, label)
      )
    )
  }

  /// SLO3512: series become the same.
  private mutating func lintReplaced(_ call: PromQLCall, _ label: String) {
    report(
      PromQLFinding(
        .SLO3512,
        "all series get the same '\(label)', in which they differ",
        at: call.range.bytes,
        notes: ["Prometheus refuses series with equal labels: the evaluation fails"],
        help: ["write to another label, or aggregate '\(label)' away first"]
      )
    )
  }

  /// SLO3513: a default that stands for none of the series.
  private mutating func lintDefault(_ binary: PromQLBinary, _ labels: [String]) {
    let names = labels.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let fix = fix(
      "add the default only where there is nothing at all",
      replacing: binary.left.range.end..<binary.right.range.start,
      with: " or on () "
    )
    report(
      PromQLFinding(
        .SLO3513,
        "the series on the right has no \(names): it is added beside the others, always",
        at: binary.range.bytes,
        notes: ["'or' compares labels: a series without them is never there already"],
        help: [
          "for a default only where there is nothing at all write or on () vector(0)",
          "for a zero of each series multiply one that is always there: or 0 * total",
        ],
        fix: fix
      )
    )
  }
}
