/// One count over another: what an indicator is made of.
extension PromQLLinter {
  mutating func lintRatio(
    _ binary: PromQLBinary,
    _ node: InferredExpression,
    in surroundings: ArithmeticSurroundings
  ) {
    lintIdleRatio(node, in: surroundings)
    guard let part = node.children[0].counted, let whole = node.children[1].counted else { return }
    let ratio = RatioOfCounts(part, whole, binary.matching)
    guard !ratio.isGrouped else { return }
    if ratio.isOfOneName {
      if node.children[0].kind.series != .bucket, lintPart(ratio, node) { return }
      lintMissingEvents(ratio, node, in: surroundings)
    } else {
      lintScope(ratio, node)
    }
  }

  /// SLO3601: good events that are not a part of all events; true when it was reported.
  private mutating func lintPart(_ ratio: RatioOfCounts, _ node: InferredExpression) -> Bool {
    // `x{op="read"} / x{op="write"}` compares two parts, and is none of the other.
    let wholeLabels = ratio.whole.matchers.map(\.label)
    guard let missing = ratio.narrowsWholeOnly.first,
      ratio.narrowsPartOnly.contains(where: { !wholeLabels.contains($0.label) })
    else { return false }
    let isAbsent = !ratio.part.matchers.contains { $0.label == missing.label }
    report(
      PromQLFinding(
        .SLO3601,
        "the events below are narrowed by `\(missing.text)`, those above are not",
        at: node.range,
        notes: ["what is counted above is no part of what is counted below"],
        fix: isAbsent ? adding(missing, to: ratio.part.selector) : nil
      )
    )
    return true
  }

  /// SLO3604: nothing above the line until the first such event.
  private mutating func lintMissingEvents(
    _ ratio: RatioOfCounts,
    _ node: InferredExpression,
    in surroundings: ArithmeticSurroundings
  ) {
    let isKept =
      switch context.purpose {
      case .recording, .sample: !surroundings.isGuarded
      case .alerting: surroundings.isBelow
      case .query, .count: false
      }
    guard isKept, ratio.isCertainPart,
      let matcher = ratio.narrowsPartOnly.first(where: \.picksOutcome)
    else { return }
    report(
      PromQLFinding(
        .SLO3604,
        "until something matches `\(matcher.text)` this has no value",
        at: node.children[0].range,
        notes: [
          context.purpose == .alerting
            ? "a series begins with the first event: without one the alert cannot fire"
            : "a series begins with the first event: what follows from this has gaps until then"
        ],
        fix: ratio.part.kept == ratio.whole.kept ? guarded(node) : nil
      )
    )
  }

  /// `(part or 0 * whole) / whole`
  private func guarded(_ node: InferredExpression) -> PromQLFinding.Fix? {
    let part = node.children[0].range
    guard source(part) != nil, let whole = source(node.children[1].range) else { return nil }
    return PromQLFinding.Fix(
      "count nothing as zero",
      [
        PromQLFinding.Edit(part.lowerBound..<part.lowerBound, "("),
        PromQLFinding.Edit(
          part.upperBound..<part.upperBound,
          " or 0 * " + String(decoding: whole, as: UTF8.self) + ")"
        ),
      ]
    )
  }

  /// SLO3606: a slice without traffic.
  private mutating func lintIdleRatio(
    _ node: InferredExpression,
    in surroundings: ArithmeticSurroundings
  ) {
    let divisor = node.children[1]
    guard context.purpose == .sample, !surroundings.isGuarded, node.children[0].kind.isGrowth,
      divisor.kind.isGrowth, !divisor.excludesZero
    else { return }
    report(
      PromQLFinding(
        .SLO3606,
        "without traffic this is NaN, which no comparison finds bad: the slice counts as good",
        at: node.range,
        help: ["leave such slices out; `noData:` says what they count as"],
        fix: excludingZero(divisor)
      )
    )
  }

  /// SLO3611: different metrics, one of them of one job or cluster only.
  private mutating func lintScope(_ ratio: RatioOfCounts, _ node: InferredExpression) {
    guard let one = ratio.part.selector.selectedName, let other = ratio.whole.selector.selectedName,
      !one.utf8.contains(UInt8(ascii: ":")), !other.utf8.contains(UInt8(ascii: ":"))
    else { return }
    let sides = [
      (ratio.narrowsPartOnly, ratio.whole, "above", "below"),
      (ratio.narrowsWholeOnly, ratio.part, "below", "above"),
    ]
    for (matchers, lacking, here, there) in sides {
      let labels = lacking.matchers.map(\.label)
      guard
        let missing = matchers.first(where: {
          isTargetLabel($0.label) && !labels.contains($0.label)
        })
      else { continue }
      report(
        PromQLFinding(
          .SLO3611,
          "the events \(here) are narrowed by `\(missing.text)`, those \(there) are not",
          at: node.range,
          notes: ["where another `\(missing.label)` has this metric, its events are counted too"],
          fix: adding(missing, to: lacking.selector)
        )
      )
      return
    }
  }

  /// Labels that every series of a target has.
  private func isTargetLabel(_ label: String) -> Bool {
    let usual = ["job", "instance", "namespace", "pod", "cluster"]
    return (context.catalog?.targetLabels ?? []).contains(label) || usual.contains(label)
  }
}

extension LabelMatcher {
  /// Whether it picks events by how they ended, so that there may be none yet.
  fileprivate var picksOutcome: Bool {
    guard self.operator == .equal || self.operator == .matches else { return false }
    let words = ["code", "status", "result", "outcome", "error", "success", "reason", "failed"]
    return words.contains { label.contains($0) }
  }
}
