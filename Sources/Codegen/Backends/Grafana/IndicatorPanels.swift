import SLODSL

/// What the SLOs of a service are made of, from the scraped metrics themselves: rates, errors,
/// durations, and the gauges that are judged.
struct IndicatorPanels {
  let dashboard: ServiceDashboard
  static let size = (width: 8, height: 8)
  /// Quantiles that people ask for, besides the objective's own.
  private static let quantiles = [ExactNumber(1, over: 2), ExactNumber(19, over: 20)]
  private static let mostSeries = 10

  init(of dashboard: ServiceDashboard) {
    self.dashboard = dashboard
  }

  /// Nil where nothing is known of the metrics.
  var row: DashboardRow? {
    let panels = dashboard.objectives.flatMap(panels)
    guard !panels.isEmpty else { return nil }
    return DashboardRow("indicators", title: "Rate, errors, duration", panels)
  }

  private func panels(of queries: ObjectiveQueries) -> [DashboardPanel] {
    switch queries.slo.indicator {
    case .events(let events): eventPanels(events, of: queries)
    case .latency(let latency): [quantiles(of: latency, queries)]
    case .samples(let samples): [SamplePanel(samples, of: queries, dashboard).panel]
    }
  }

  // MARK: Events

  private func eventPanels(
    _ indicator: EventIndicator,
    of queries: ObjectiveQueries
  ) -> [DashboardPanel] {
    guard case .counters(let total) = indicator.total else {
      return [counted(by: indicator, of: queries)].compactMap(\.self)
    }
    let failures = Self.selections(of: indicator.failures)
    let judging = Self.labels(in: failures, beyond: total)
    var panels = [rates(of: total, by: judging, "rate", "Events", indicator, queries)]
    if case .bad(.counters(let bad)) = indicator.failures,
      let label = tellingLabel(of: bad, except: judging, queries)
    {
      panels.append(rates(of: bad, by: [label], "errors", "Errors", indicator, queries))
    }
    return panels
  }

  private static func selections(of failures: EventIndicator.Failures) -> [Selection] {
    switch failures {
    case .bad(.counters(let selections)), .allBut(.counters(let selections)): selections
    case .bad(.query), .allBut(.query): []
    }
  }

  /// The labels by which failures are told from other events, sorted.
  private static func labels(in part: [Selection], beyond total: [Selection]) -> [String] {
    func matchers(_ selections: [Selection]) -> Set<LabelMatcher> {
      Set(selections.flatMap(\.selectors).flatMap(\.matchers))
    }
    return Set(matchers(part).subtracting(matchers(total)).map(\.label)).sorted()
  }

  /// A label that says where errors come from: a dimension, or else one that the catalog knows and
  /// no condition pins down.
  private func tellingLabel(
    of selections: [Selection],
    except judging: [String],
    _ queries: ObjectiveQueries
  ) -> String? {
    if let dimension = queries.dimensions.first(where: { !judging.contains($0) }) {
      return dimension
    }
    guard let metric = selections.first.flatMap({ dashboard.metric($0.metric) }) else { return nil }
    let pinned = selections.flatMap(\.selectors).flatMap(\.matchers)
      .filter { $0.operator == .equal }.map(\.label)
    return metric.labels.map(\.name).first { !(judging + pinned).contains($0) }
  }

  private func rates(
    of selections: [Selection],
    by labels: [String],
    _ key: String,
    _ noun: String,
    _ indicator: EventIndicator,
    _ queries: ObjectiveQueries
  ) -> DashboardPanel {
    let all = SLORulePlanner.union(of: selections) { selection in
      selection.selectors.map { queries.chosen($0).rate }.joined(by: .or) ?? .number(0)
    }
    let sums = PromQLExpression.sum(all, by: labels)
    let words = labels.isEmpty ? "" : " by " + labels.joined(separator: ", ")
    let isBytes = indicator.unit == .bytes
    return DashboardPanel(
      key: "\(queries.slo.identity.name)/\(key)",
      title: "\(queries.slo.identity.name): \(noun.lowercased())\(words)",
      description: Markdown(
        paragraphs: "\(noun) per second, as scraped, of what this SLO counts."
          + (labels.isEmpty ? "" : " At most \(Self.mostSeries) series, the largest.")
      ),
      size: Self.size,
      view: .graph(GraphStyle(lines: .stackedBars)),
      style: FieldStyle(unit: isBytes ? .bytesPerSecond : .perSecond, minimum: .zero),
      queries: [
        PanelQuery(
          labels.isEmpty ? sums : .largest(Self.mostSeries, of: sums),
          .series,
          legend: labels.isEmpty ? noun : labels.map { "{{\($0)}}" }.joined(separator: " ")
        )
      ]
    )
  }

  // MARK: The author's PromQL

  /// Events and errors as the author counts them; nothing where the count is of a range whose
  /// length depends on the graph.
  private func counted(
    by indicator: EventIndicator,
    of queries: ObjectiveQueries
  ) -> DashboardPanel? {
    func rate(_ source: CountSource) -> PromQLExpression? {
      guard case .query(let query) = source, query.scale == .perSecond else { return nil }
      return .sum(query.expression)
    }
    guard let total = rate(indicator.total) else { return nil }
    var lines = [PanelQuery(total, .series, legend: "all")]
    switch indicator.failures {
    case .bad(let source):
      lines += rate(source).map { [PanelQuery($0, .series, legend: "bad")] } ?? []
    case .allBut(let source):
      lines += rate(source).map { [PanelQuery($0, .series, legend: "good")] } ?? []
    }
    return DashboardPanel(
      key: "\(queries.slo.identity.name)/rate",
      title: "\(queries.slo.identity.name): events",
      description: Markdown(paragraphs: "Per second, as the spec's own PromQL counts them."),
      size: Self.size,
      view: .graph(GraphStyle()),
      style: FieldStyle(unit: .perSecond, minimum: .zero),
      overrides: [FieldOverride(target: .named("bad"), properties: [.color(.bad)])],
      queries: lines
    )
  }

  // MARK: Durations

  private func quantiles(
    of latency: LatencyIndicator,
    _ queries: ObjectiveQueries
  ) -> DashboardPanel {
    let (series, labels) =
      switch latency.storage {
      case .classic(_, let bucket, _): (bucket, ["le"])
      case .native(let series): (series, [])
      }
    let rates = latency.selectors(of: series).map { queries.chosen($0).rate }
    let all = PromQLExpression.sum(rates.joined(by: .or) ?? .number(0), by: labels)
    let objective = queries.planner.classes.map(\.objective.ratio).max() ?? .one
    let shown = Set(Self.quantiles + [objective]).sorted()
    return DashboardPanel(
      key: "\(queries.slo.identity.name)/quantiles",
      title: "\(queries.slo.identity.name): quantiles, bound \(latency.boundText)",
      description: Markdown(
        paragraphs: "Estimated within the buckets. The objective is met while the quantile"
          + " \(objective.percentText) lies on the good side of the line at \(latency.boundText)."
      ),
      size: Self.size,
      view: .graph(GraphStyle(showsThresholds: true)),
      style: FieldStyle(
        unit: dashboard.metric(latency.histogram).map { PanelUnit($0.unit) } ?? .plain,
        minimum: .zero,
        base: latency.goodIsBelow ? .good : .bad,
        thresholds: [Threshold(latency.bound, latency.goodIsBelow ? .bad : .good)]
      ),
      queries: shown.map { quantile in
        PanelQuery(
          .call("histogram_quantile", .number(quantile), all),
          .series,
          legend: quantile.percentText
        )
      }
    )
  }
}
