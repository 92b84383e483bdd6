/// Words for labels: unknown, reserved, badly named, lost on the way.
extension Diagnostic {
  // MARK: 1003 labels

  static func unknownLabel(
    _ name: Name,
    of metric: Metric,
    targetLabels: [String]
  ) -> Diagnostic {
    let declared = metric.labels.map(\.name)
    let names = declared + targetLabels.filter { !declared.contains($0) }
    if name.text == "le" { return bucketLabel(name, of: metric) }
    let words = metric.measuresValues ? ["value"] : []
    let near = EditDistance.nearest(to: name.text, among: names + words)
    return Diagnostic(
      .SLO1003,
      "\(metric.name) has no label '\(name.text)'",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" } ?? "not declared",
      related: metric.declaration("its labels are declared here"),
      notes: ["its labels: " + names.joined(separator: ", ")],
      help: near == nil && metric.measuresValues
        ? ["what it measures is called 'value': good: value <= …"] : [],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  /// `le == "0.25"`: a bucket asked for by its label.
  private static func bucketLabel(_ name: Name, of metric: Metric) -> Diagnostic {
    let family =
      metric.name.hasSuffix("_bucket") ? String(metric.name.dropLast(7)) : metric.name
    return Diagnostic(
      .SLO1003,
      "buckets are not named by their label 'le'",
      at: name.range,
      related: metric.declaration("declared here"),
      notes: ["servers spell the same bound in several ways: 1, 1.0, 1e+06"],
      help: ["compare what is measured: events: \(family) …, good: value <= 250ms"]
    )
  }

  static func dimensionMissing(
    _ name: Name,
    of metric: Metric,
    targetLabels: [String]
  ) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: metric.labels.map(\.name) + targetLabels)
    return Diagnostic(
      .SLO2014,
      "\(metric.name) has no label '\(name.text)', so it cannot be counted by it",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" } ?? "not a label of \(metric.name)",
      related: metric.declaration("its labels are declared here"),
      help: near == nil ? ["every metric of an indicator needs every label of 'by:'"] : [],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func dimensionAggregated(
    _ name: Name,
    left: [String],
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2014,
      "'\(name.text)' is aggregated away before it could separate budgets",
      at: name.range,
      label: "not in the sample's own 'by:'",
      related: [
        Related(
          left.isEmpty ? "this leaves no label" : "this leaves " + left.joined(separator: ", "),
          at: range
        )
      ],
      help: ["add by: \(name.text) to the aggregate"]
    )
  }

  static func invalidLabelName(
    _ text: String,
    at range: SourceRange,
    isFilter: Bool = false
  ) -> Diagnostic {
    Diagnostic(
      .SLO1010,
      isFilter
        ? "'\(text)' is not a label name that Prometheus 2.42 reads"
        : "'\(text)' is not a label name that alerts can show",
      at: range,
      label: "letters, digits and '_' only, no digit first",
      help: isFilter
        ? ["write project { target: prometheus(3) } if no older server loads these rules"] : []
    )
  }

  /// Where a label's name is refused.
  enum LabelPlace {
    /// `labels:`
    case alerts
    /// `by:`
    case dimensions
    /// `where`, `good:`, `bad:`
    case filter
  }

  static func reservedLabel(_ name: Name, in place: LabelPlace) -> Diagnostic {
    switch place {
    case .alerts:
      Diagnostic(
        .SLO1013,
        "the label '\(name.text)' is reserved",
        at: name.range,
        label: "slogen or Prometheus sets it",
        notes: [
          "labels that start with 'slo_' or '__', and severity, owner, namespace, alertname, "
            + "alertstate, le and quantile cannot be set"
        ],
        help: ["owner and namespace are settings of their own; 'severities:' words the severity"]
      )
    case .dimensions:
      Diagnostic(
        .SLO1013,
        "the label '\(name.text)' is reserved: it cannot separate budgets",
        at: name.range,
        label: "slogen or Prometheus sets it"
      )
    case .filter:
      Diagnostic(
        .SLO1013,
        "the label '\(name.text)' is Prometheus's own",
        at: name.range,
        help: ["the metric is named in front of 'where'"]
      )
    }
  }

  static func externalLabel(_ name: Name, isDimension: Bool) -> Diagnostic {
    Diagnostic(
      .SLO1013,
      "'\(name.text)' is an external label: the rules do not see it",
      at: name.range,
      notes: ["Prometheus adds external labels to alerts and remote writes only"],
      help: [
        isDimension
          ? "leave it out of 'by:'; alerts carry it anyway" : "remove the condition"
      ]
    )
  }

  static func labelIsDimension(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO1013,
      "'\(name.text)' separates budgets, and 'labels:' or 'namespace:' sets it as well",
      at: name.range,
      label: "alerts cannot carry two values",
      help: ["rename the label of the alerts"]
    )
  }

  static func labelTwice(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO1020, "'\(text)' stands here twice", at: range, label: "already given")
  }
}

extension Metric {
  /// Whether its series hold what was measured, and not only how often.
  fileprivate var measuresValues: Bool {
    switch kind {
    case .gauge, .histogram, .nativeHistogram, .summary: true
    case .counter, .unknown: false
    }
  }
}
