/// Words for the servers that load what is written.
extension Diagnostic {
  private static let targets = [
    "prometheus", "mimir", "thanos", "vmalert", "operator", "alertmanager",
    "grafana",
  ]

  static func rulerExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a target is expected",
      at: range,
      help: ["write target: prometheus(2.42), mimir, thanos or vmalert"]
    )
  }

  static func unknownRuler(_ name: Name) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: targets)
    return Diagnostic(
      .SLO1017,
      "'\(name.text)' is not a target",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["write one of \(targets.joined(separator: ", "))"],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func invalidObjectName(
    _ name: String,
    of subject: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "Kubernetes takes no \(subject) '\(name)'",
      at: range,
      label: "at most 63 letters, digits, '-', '_' and '.'",
      notes: [
        "names begin and end with a letter or digit; namespaces have small letters, digits and '-',"
          + " and a label may have a domain before it: `app.kubernetes.io/part-of`"
      ]
    )
  }

  static func invalidRuleNamespace(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "no namespace of rules is called '\(name)'",
      at: range,
      label: "at most 63 letters, digits, '-', '_' and '.'",
      notes: ["files are called so; names begin and end with a letter or digit"]
    )
  }

  static func objectLabelsExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "labels of objects are expected",
      at: range,
      help: ["write operator(labels: release = \"kube-prometheus-stack\")"]
    )
  }

  static func unsupportedVersion(
    _ server: String,
    supported: String,
    why reason: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "nothing can be written for \(server)",
      at: range,
      label: supported,
      notes: [reason]
    )
  }

  static func nativeHistogramWithoutFunctions(
    _ metric: Metric,
    of ruler: Ruler,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "nothing can be written for native histograms and '\(ruler.name)'",
      at: range,
      label: "'\(metric.name)' is one",
      notes: ["MetricsQL has no histogram_count and no histogram_fraction"],
      help: ["use the classic histogram"]
    )
  }

  static func versionWithoutEffect(_ ruler: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "'\(ruler)' has no versions here: rules are the same for all",
      at: range,
      help: ["write target: \(ruler)"]
    )
  }

  static func rulersDiffer(
    _ first: Ruler,
    _ other: Ruler,
    at range: SourceRange,
    before: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2029,
      "rules for '\(first.name)' and for '\(other.name)' cannot be one text",
      at: range,
      related: [Related("the first target", at: before)],
      notes: [first, other].map(\.peculiarity),
      help: [
        "generate twice, each time with a project file of its own and --out of its own; several"
          + " versions of one ruler may stand together"
      ]
    )
  }
}

extension Ruler {
  /// Why rules that are right for another ruler are not right for this one.
  fileprivate var peculiarity: String {
    switch self {
    case .prometheus:
      "prometheus: a rule sees what those before it recorded, and no external labels"
    case .mimir:
      "mimir: a rule sees what those before it recorded, and the external labels of all servers"
    case .thanos:
      "thanos: a rule sees what earlier evaluations recorded, and the external labels of all"
        + " servers"
    case .vmalert:
      "vmalert: a rule sees what earlier evaluations recorded, and ranges reach back before they"
        + " begin"
    }
  }
}
