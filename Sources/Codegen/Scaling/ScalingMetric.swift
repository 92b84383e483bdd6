package import SLODSL

/// A metric that an autoscaler follows: what asks for it and what serves it are written from this
/// one value.
package struct ScalingMetric: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// A value for each pod, whose average is held at the target.
    case pods
    /// One value, divided by the number of pods.
    case shared
    /// One value, held at the target itself.
    case whole
  }

  /// What it is measured for, in names.
  struct Subject {
    let words: [String]

    init(_ autoscaler: Autoscaler) {
      let workload = autoscaler.workload.name
      words = autoscaler.service == workload ? [workload] : [autoscaler.service, workload]
    }
  }

  /// By which Kubernetes asks prometheus-adapter for it.
  package let name: String
  package let source: Source
  /// One number for all pods together.
  package let expression: PromQLExpression
  /// The series that it is computed from, each with what is asked of it.
  package let series: [VectorSelector]
  package let target: ExactNumber

  /// What the adapter asks: the same, with a value for each pod where those are averaged.
  private let asked: PromQLExpression

  init(
    of capacity: PodCapacity,
    _ subject: Subject,
    window: Duration,
    names: inout Set<String>
  ) {
    let query: MetricQuery
    switch capacity.measure {
    case .rate(let selections):
      (query, source) = (.rate(of: selections, over: nil, by: []), .pods)
    case .gauge(let selection):
      (query, source) = (.gauge(.aggregate(.sum, of: .gauge(selection), by: [])), .pods)
    case .total(let waiting): (query, source) = (waiting, .shared)
    }
    expression = query.expression.counted(over: window, offset: .zero)
    asked =
      source == .pods ? query.grouped.expression.counted(over: window, offset: .zero) : expression
    series = expression.selectors
    target = capacity.target
    let measured = series.first?.name ?? "value"
    let base = measured.hasSuffix("_total") ? String(measured.dropLast(6)) : measured
    let what = capacity.unit.isPerSecond ? base + "_per_second" : base
    name = Self.name(of: subject.words + [what], &names)
  }

  /// Burns faster than the slowest page allows: the budget is spent, and pods may save it.
  init(burning slo: ServiceLevelObjective, names: inout Set<String>) {
    let recorded = VectorSelector(
      recorded: RecordedSeries.burnRate(.hour),
      [RecordedSeries.identity: slo.identity.text]
    )
    expression = .max(.selector(recorded))
    asked = expression
    series = [recorded]
    source = .whole
    let pairs = slo.objectives.flatMap(\.pairs)
    let paging = pairs.filter { $0.severity == .page }
    target = (paging.isEmpty ? pairs : paging).map(\.factor).min() ?? .one
    name = Self.name(of: [slo.identity.service, slo.identity.name, "burn_rate"], &names)
  }

  /// Letters, digits and `_`; what is called so already gets a hash of what it stands for.
  private static func name(of words: [String], _ names: inout Set<String>) -> String {
    let plain = words.joined(separator: "_").lowercased().utf8.map { byte in
      let isPlain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      return isPlain ? byte : UInt8(ascii: "_")
    }
    var name = String(decoding: plain, as: UTF8.self)
    var salt = words.joined(separator: "/")
    while !names.insert(name).inserted {
      name = String(decoding: plain, as: UTF8.self) + "_" + BoundedName.hexadecimal(of: salt)
      salt += "/"
    }
    return name
  }
}

// MARK: - prometheus-adapter

extension ScalingMetric {
  /// The label that prometheus-adapter reads namespaces and pods from.
  package static let podLabels = ["namespace", "pod"]

  /// Stands for what the adapter fills in; specs may not name labels so.
  private static let matchers = LabelMatcher("slo_matchers", .equal, "")
  private static let groups = "slo_groups"

  /// The query with the adapter's placeholders: the matchers of what it is asked for, and the label
  /// by which it tells the results apart.
  package var template: String {
    let marked = asked.rewritten { selector in
      var selector = selector
      selector.matchers.append(Self.matchers)
      return selector
    }
    // Texts of the author's may hold delimiters, the adapter's or those of charts. Only strings
    // can, and there PromQL knows the characters by their numbers, too.
    let text = marked.writtenLine
      .withEvery("<<", replacedBy: "<\\x3c")
      .withEvery("{{", replacedBy: "{\\x7b")
      .withEvery("slo_matchers=\"\"", replacedBy: "<<.LabelMatchers>>")
    let head = "sum by (\(Self.groups))"
    return text.hasPrefix(head)
      ? "sum by (<<.GroupBy>>)" + text.dropFirst(head.count) : text
  }

  /// The label that stands for the adapter's.
  fileprivate static var grouping: [String] { [groups] }

  /// Which series the adapter looks for, to know that the metric is there.
  package var discovery: String {
    guard let first = series.first else { return "" }
    var selector = VectorSelector(name: first.name, matchers: [])
    if series.count == 1 { selector.matchers = first.matchers }
    if source == .pods {
      selector.matchers += Self.podLabels.map { LabelMatcher($0, .notEqual, "") }
    }
    return PromQLExpression.selector(selector).writtenLine
  }
}

extension MetricQuery {
  /// With a result for each pod instead of one for all.
  fileprivate var grouped: MetricQuery {
    switch self {
    case .rate(let selections, let span, let labels) where labels.isEmpty:
      .rate(of: selections, over: span, by: ScalingMetric.grouping)
    case .gauge(.aggregate(let aggregate, let value, let labels)) where labels.isEmpty:
      .gauge(.aggregate(aggregate, of: value, by: ScalingMetric.grouping))
    default: self
    }
  }
}
