package import SLODSL

/// Lints of planned rules: of each expression, and of what only groups and files show.
///
/// What slogen generates has to pass them; docs/RULES.md lists the codes that it gives on purpose,
/// with the reason, and a test compares the list with what is found.
package struct RuleReview {
  /// A rule and what is to be said about it.
  package struct Finding: Hashable, Sendable {
    package let group: String
    /// The series or the alert.
    package let rule: String
    package let finding: PromQLFinding
  }

  /// Codes that no expression alone gives: they need its rule, its group or other rules.
  package static let codes: [DiagnosticCode] = [
    .SLO3516, .SLO3704, .SLO3705, .SLO3706, .SLO3707, .SLO3803, .SLO3804, .SLO3805,
  ]

  private let project: Project
  private let catalog: MetricCatalog
  /// The groups that record each series.
  private var writers: [String: Set<String>] = [:]
  private var findings: [Finding] = []

  package static func findings(
    in plan: RulePlan,
    project: Project,
    metrics: [Metric]
  ) -> [Finding] {
    var review = RuleReview(plan, project: project, metrics: metrics)
    for file in plan.files {
      for group in file.groups { review.review(group) }
      review.reviewNames(in: file)
    }
    return review.findings
  }

  private init(_ plan: RulePlan, project: Project, metrics: [Metric]) {
    self.project = project
    let declared = metrics.filter { $0.origin != nil }
    catalog = MetricCatalog(
      declared,
      targetLabels: project.targetLabels,
      externalLabels: project.visibleExternalLabels
    )
    for group in plan.files.flatMap(\.groups) {
      for case .recording(let rule) in group.rules {
        writers[rule.series, default: []].insert(group.name)
      }
    }
  }

  private mutating func report(
    _ code: DiagnosticCode,
    _ message: String,
    _ rule: String,
    in group: RuleGroup
  ) {
    findings.append(
      Finding(group: group.name, rule: rule, finding: PromQLFinding(code, message, at: 0..<0))
    )
  }

  private mutating func review(_ group: RuleGroup) {
    for rule in group.rules {
      switch rule {
      case .recording(let recording):
        reviewExpression(recording.expression, of: recording.series, .recording, in: group)
        reviewName(recording, in: group)
        reviewLabels(recording.labels, over: recording.expression, recording.series, in: group)
      case .alerting(let alert):
        reviewExpression(alert.expression, of: alert.name, .alerting, in: group)
        reviewTiming(alert, in: group)
        reviewLabels(alert.labels, over: alert.expression, alert.name, in: group)
      }
    }
  }

  // MARK: One rule

  /// What the expression says by itself, as it will be written; and what it reads.
  private mutating func reviewExpression(
    _ expression: PromQLExpression,
    of rule: String,
    _ purpose: PromQLLinter.Context.Purpose,
    in group: RuleGroup
  ) {
    let options = PromQLOptions(rulers: project.rulers)
    let text = Array(expression.writtenLine.utf8)
    guard let written = PromQLParser.parse(text, options: options).expression else { return }
    let context = PromQLLinter.Context(
      options: options,
      catalog: catalog,
      purpose: purpose,
      scrape: project.scrape,
      evaluation: group.interval,
      retention: project.retention
    )
    findings += PromQLLinter.findings(in: written, text: text, context: context).map {
      Finding(group: group.name, rule: rule, finding: $0)
    }
    reviewReads(of: written, by: rule, in: group)
  }

  /// SLO3705 and SLO3805: series of other groups arrive late, series of nobody never.
  private mutating func reviewReads(
    of expression: PromQLExpression,
    by rule: String,
    in group: RuleGroup
  ) {
    let names = expression.selectors.compactMap(\.name).filter { $0.hasPrefix("slo:") }
    for name in Set(names).sorted() {
      guard let writers = writers[name] else {
        report(.SLO3805, "\(name) is recorded by no rule", rule, in: group)
        continue
      }
      if !writers.contains(group.name) {
        report(.SLO3705, "\(name) is recorded by another group", rule, in: group)
      }
    }
  }

  /// SLO3804: names of recordings say level, metric and operations, and no counter's `_total`.
  private mutating func reviewName(_ rule: RecordingRule, in group: RuleGroup) {
    let parts = rule.series.split(separator: ":", omittingEmptySubsequences: false)
    let isPlain = rule.series.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    // `slo:info` has nothing to operate on: it is information, not a measurement.
    let isNamed = (parts.count == 3 || rule.series.hasSuffix(":info")) && !parts.contains("")
    guard isPlain, isNamed, !rule.series.hasSuffix("_total") else {
      report(
        .SLO3804,
        "the recording \(rule.series) is not named level:metric:operations",
        rule.series,
        in: group
      )
      return
    }
  }

  /// SLO3704, SLO3706 and SLO3707: how long alerts wait and how long they stay.
  private mutating func reviewTiming(_ alert: AlertRule, in group: RuleGroup) {
    if group.interval > .minutes(5), alert.keepFiring == nil {
      report(
        .SLO3704,
        "evaluated every \(group.interval.text), the alert is stale in between",
        alert.name,
        in: group
      )
    }
    let hold = alert.hold ?? .zero
    if hold < group.interval {
      report(
        .SLO3706,
        alert.hold == nil
          ? "the alert fires at once" : "`for: \(hold.text)` is shorter than an evaluation",
        alert.name,
        in: group
      )
    }
    guard hold < project.scrape * 2, alert.expression.callsAbsent else { return }
    report(
      .SLO3707,
      "a scrape that fails makes series absent, and the alert does not wait for the next",
      alert.name,
      in: group
    )
  }

  /// SLO3516: a label of the rule takes the place of one of the result.
  private mutating func reviewLabels(
    _ labels: [Label],
    over expression: PromQLExpression,
    _ rule: String,
    in group: RuleGroup
  ) {
    let type = LabelInference.type(of: expression, catalog: SeriesCatalog(catalog))
    for label in labels where type.mustHave(label.name) {
      report(.SLO3516, "the rule's label \(label.name) replaces the result's", rule, in: group)
    }
  }

  // MARK: One file

  /// SLO3803: two rules write one series.
  private mutating func reviewNames(in file: RuleFile) {
    var seen: Set<[String]> = []
    for group in file.groups {
      for case .recording(let rule) in group.rules {
        let labels = rule.labels.sorted { $0.name < $1.name }.flatMap { [$0.name, $0.value] }
        // Several objectives of an SLO record one series for different groups of it.
        let key = [rule.series] + labels + [rule.expression.writtenLine]
        if !seen.insert(key).inserted {
          report(.SLO3803, "\(rule.series) is recorded twice", rule.series, in: group)
        }
      }
    }
  }
}

extension PromQLExpression {
  fileprivate var callsAbsent: Bool {
    var isFound = false
    visit { inner in
      if case .call(let call) = inner, call.function.hasPrefix("absent") { isFound = true }
    }
    return isFound
  }
}
