import SLODSL

/// A model as indented text, everything in it, for goldens.
struct ModelDump {
  private var text = ""

  static func text(of model: Model) -> String {
    var dump = ModelDump()
    dump.add(model.project)
    for receiver in model.receivers { dump.add(receiver) }
    for interval in model.intervals { dump.line(0, "interval \(interval.name): \(interval.text)") }
    for metric in model.metrics { dump.add(metric) }
    for service in model.services { dump.add(service) }
    return dump.text
  }

  private mutating func line(_ indent: Int, _ content: String) {
    text += String(repeating: "  ", count: indent) + content + "\n"
  }

  /// A line for what may be absent or empty.
  private mutating func line(_ indent: Int, _ key: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    line(indent, key + " " + value)
  }

  // MARK: Project, receivers, metrics

  private mutating func add(_ project: Project) {
    guard project.text != Project().text else { return }
    line(0, "project")
    for (own, standard) in zip(project.text, Project().text) where own != standard {
      line(1, own)
    }
  }

  private mutating func add(_ receiver: Receiver) {
    line(0, "receiver \(receiver.name): \(receiver.kind.rawValue)" + receiver.settings.joined)
  }

  private mutating func add(_ metric: Metric) {
    let origin = metric.origin == nil ? " (not declared)" : ""
    line(0, "metric \(metric.name): \(metric.kind.rawValue)<\(metric.unit.rawValue)>\(origin)")
    line(1, "labels", metric.labels.map { $0.name + $0.domain.text }.joined(separator: ", "))
    line(
      1,
      "buckets",
      metric.buckets.map { "\($0.text) = \($0.bound.decimalText)" }.joined(separator: ", ")
    )
    line(1, "scrape", metric.scrape?.text)
    line(1, "series", metric.series)
    line(1, "cardinality", metric.cardinality.text)
    line(1, "summary", metric.summary)
  }

  // MARK: Services and SLOs

  private mutating func add(_ service: Service) {
    line(0, "service \(service.name)")
    line(1, "summary", service.summary)
    line(1, "details", service.details.split(separator: "\n").joined(separator: "⏎"))
    line(1, "owner", service.owner)
    line(1, "runbook", service.runbook)
    for objective in service.objectives { add(objective) }
    for alert in service.causes { for row in alert.lines { line(1, row) } }
    for dashboard in service.dashboards { for row in dashboard.lines { line(1, row) } }
    for autoscaler in service.autoscalers { for row in autoscaler.lines { line(1, row) } }
    for load in service.loads { for row in load.lines { line(1, row) } }
    for canary in service.canaries { for row in canary.lines { line(1, row) } }
  }

  private mutating func add(_ slo: ServiceLevelObjective) {
    line(1, "slo \(slo.identity.text) over \(slo.window.duration.text)")
    line(2, "summary", slo.summary)
    line(2, "details", slo.details.split(separator: "\n").joined(separator: "⏎"))
    add(slo.indicator)
    line(2, "by", slo.dimensions.joined(separator: ", "))
    for objective in slo.objectives { add(objective, policy: slo.policy) }
    line(
      2,
      "every \(slo.timing.interval.text), scraped every \(slo.timing.scrape.text), settled "
        + "after \(slo.timing.settle.text)"
        + (slo.timing.lag > .zero ? ", read after \(slo.timing.lag.text)" : "")
    )
    line(2, "no data: " + slo.noData.map(\.text).joined(separator: ", "))
    line(
      2,
      "minimum \(slo.minimumErrors.decimalText)" + (slo.countsBirths ? ", births" : "")
        + (slo.reconciles ? ", reconciled" : "")
        + (slo.recording == .full ? "" : ", recorded \(slo.recording.rawValue)")
    )
    line(2, "owner", slo.owner)
    line(2, "runbook", slo.runbook)
    line(2, "dashboard", slo.dashboard)
    line(2, "labels", slo.alertLabels.joined)
    line(2, "page", slo.receivers.page.map(\.text).joined(separator: ", "))
    line(2, "ticket", slo.receivers.ticket.map(\.text).joined(separator: ", "))
  }

  private mutating func add(_ objective: GroupObjective, policy: String) {
    let groups = objective.groups.map { " where \($0.dimension) in \($0.values)" } ?? ""
    line(
      2,
      "\(objective.ratio.percentText)\(groups), budget \(objective.budget.decimalText), "
        + "policy \(policy)"
    )
    for pair in objective.pairs {
      let stated = pair.statedFactor == pair.factor ? "" : " (was \(pair.statedFactor.shortText)x)"
      let threshold = (pair.factor * objective.budget).shortText
      line(
        3,
        "\(pair.severity.rawValue) \(pair.factor.shortText)x\(stated) over \(pair.long.text) "
          + "and \(pair.short.text): above \(threshold)"
      )
    }
  }

  // MARK: Indicators

  private mutating func add(_ indicator: Indicator) {
    switch indicator {
    case .events(let events):
      line(2, "events in \(events.unit.rawValue)")
      add("total", events.total)
      switch events.failures {
      case .bad(let source): add("bad", source)
      case .allBut(let source): add("good", source)
      }
    case .latency(let latency):
      let head =
        "latency \(latency.goodIsBelow ? "good" : "bad") within \(latency.boundText) = "
        + latency.bound.decimalText
      let selectors = latency.selectors.map { PromQLExpression.selector($0).text }
      switch latency.storage {
      case .classic(let count, let bucket, let spellings):
        line(2, head + ", le \(spellings)")
        for selector in selectors {
          line(3, "total \(count)\(selector)")
          line(3, "within \(bucket)\(selector)")
        }
      case .native(let series):
        line(2, head + ", native")
        for selector in selectors { line(3, series + selector) }
      }
    case .samples(let sample):
      line(
        2,
        "samples \(sample.describesGood ? "good" : "bad") when \(sample.comparison.rawValue) "
          + "\(sample.threshold.decimalText), slice \(sample.slice.rawValue), collapse "
          + sample.collapse.rawValue
      )
      line(3, sample.value.text)
    }
  }

  private mutating func add(_ name: String, _ source: CountSource) {
    switch source {
    case .counters(let selections):
      line(3, "\(name) " + selections.map(\.text).joined(separator: " + "))
    case .query(let query):
      line(3, "\(name) \(query.scale) " + query.expression.text)
    }
  }
}

extension Project {
  /// One line for each setting, always in the same order.
  fileprivate var text: [String] {
    [
      "scrape \(scrape.text), evaluation \(evaluation.text), settle \(settle.text)",
      "retention \(retention.text)", "period \(period.duration.text)",
      "births \(countsBirths), reconciles \(reconciles)",
      "rulers \(rulers.map(\.text).joined(separator: ", "))",
      mimir.map { "tenant in namespace \($0.namespace): \($0.text)" } ?? "",
      ruleObjects.map { objects in
        "objects in \(objects.namespace ?? "any namespace") with \(objects.labels.joined)"
          + (objects.areTemplates ? ", templates" : "")
      } ?? "",
      "severities \(severityWords.page), \(severityWords.ticket), \(severityWords.info)",
      "alertmanager \(alertmanager.text)", "routes \(routeForms)",
      dashboardResources.map { "dashboards as \($0)" } ?? "",
      "page \(receivers.page.map(\.text).joined(separator: ", "))",
      "ticket \(receivers.ticket.map(\.text).joined(separator: ", "))",
      heartbeat.map { "heartbeat to \($0.receiver) every \($0.every.text)" } ?? "",
      "namespace \(namespace ?? "none")",
      limits.isEmpty
        ? ""
        : "limits "
          + limits.map { "\($0.subject.rawValue) <= \($0.most.decimalText)" }
          .joined(separator: ", "),
      "external \(externalLabels.joined(separator: ", "))",
      "target labels \(targetLabels.joined(separator: ", "))",
      "dashboards \(dashboards ?? "none")", "runbooks \(runbooks ?? "none")",
    ]
  }
}

extension MetricCardinality {
  /// Nil where nothing was said.
  fileprivate var text: String? {
    let all =
      (combinations.map { ["\($0)"] } ?? [])
      + parts.map { "\($0.combinations) where\($0.labels.joined)" }
      + labels.map { "\($0.label) = \($0.values)" }
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }
}

extension [Label] {
  fileprivate var joined: String {
    map { " \($0.name)=\(String(reflecting: $0.value))" }.joined()
  }
}

extension MetricLabel.Domain {
  fileprivate var text: String {
    switch self {
    case .any: ""
    case .values(let values): " in \(values)"
    case .integers(let range): " in \(range.lowerBound)...\(range.upperBound)"
    }
  }
}

extension Selection {
  fileprivate var text: String {
    selectors.map { PromQLExpression.selector($0).text }.joined(separator: " or ")
  }
}

extension SampleValue {
  var text: String {
    switch self {
    case .gauge(let selection): selection.text
    case .age(let selection): "age of \(selection.text)"
    case .remaining(let selection): "remaining of \(selection.text)"
    case .aggregate(let aggregate, let inner, let labels):
      "\(aggregate.rawValue) by (\(labels.joined(separator: ", "))) of (\(inner.text))"
    case .quotient(let left, let right): "(\(left.text)) / (\(right.text))"
    case .query(let expression): expression.text
    }
  }
}

extension NoDataResponse {
  fileprivate var text: String {
    switch self {
    case .ignore: "ignore"
    case .bad: "bad"
    case .good: "good"
    case .alert(let after, let each): "alert after \(after.text)" + (each ? " each" : "")
    }
  }
}

extension ExactNumber {
  fileprivate var shortText: String { rounded(significantDigits: 6).decimalText }
}
