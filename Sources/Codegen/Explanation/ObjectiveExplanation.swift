package import SLODSL

/// What an SLO means in minutes, events and alerts, and where each number comes from.
package struct ObjectiveExplanation {
  private let slo: ServiceLevelObjective
  private let project: Project

  /// The error rates for which responses are shown.
  private static let errorRates: [ExactNumber] =
    [(1, 1), (1, 2), (1, 10), (1, 20), (1, 50), (1, 100), (1, 200), (1, 1000)]
    .map { ExactNumber($0.0, over: $0.1) }

  package static func sections(
    of slo: ServiceLevelObjective,
    in project: Project
  ) -> [ExplanationSection] {
    let explanation = ObjectiveExplanation(slo: slo, project: project)
    var sections = [explanation.indicator]
    for objective in slo.objectives {
      sections.append(explanation.budget(of: objective))
      if !objective.pairs.isEmpty {
        sections += [explanation.alerts(of: objective), explanation.responses(of: objective)]
      }
    }
    return sections + [explanation.silence, explanation.recordings, explanation.settings]
  }

  private init(slo: ServiceLevelObjective, project: Project) {
    self.slo = slo
    self.project = project
  }

  /// `Budget`, or with the groups that it is for.
  private func heading(_ text: String, _ objective: GroupObjective) -> String {
    guard slo.objectives.count > 1 else { return text }
    guard let groups = objective.groups else { return text + " of all other groups" }
    return text + " where \(groups.dimension) is \(groups.values.joined(separator: ", "))"
  }

  // MARK: What is measured

  private var indicator: ExplanationSection {
    var rows: [ExplanationSection.Row] = []
    var remarks: [String] = []
    switch slo.indicator {
    case .events(let events):
      rows.append(.init(["events"] + Self.lines(of: events.total)))
      switch events.failures {
      case .bad(let source): rows.append(.init(["errors"] + Self.lines(of: source)))
      case .allBut(let source):
        rows.append(.init(["errors", "events that are not good"]))
        rows.append(.init(["good"] + Self.lines(of: source)))
      }
    case .latency(let latency):
      let series: String
      let bound: String
      switch latency.storage {
      case .classic(let count, _, _): (series, bound) = (count, "a bucket's bound")
      case .native(let histogram):
        series = histogram
        remarks = Self.remarksOnNativeHistograms
        bound =
          latency.bound.isPowerOfTwo
          ? "a boundary at every resolution up to a factor of 2"
          : "interpolated inside its bucket"
      }
      let selectors = latency.selectors(of: series).map { PromQLExpression.selector($0).text }
      rows.append(.init(["events", selectors.joined(separator: " and ")]))
      let side = latency.goodIsBelow ? "above" : "at or below"
      rows.append(.init(["errors", "those \(side) \(latency.boundText), \(bound)"]))
    case .samples(let samples):
      let kind = samples.describesGood ? "good" : "bad"
      rows.append(.init(["events", "slices of \(slo.timing.interval.text)"]))
      rows.append(
        .init([
          kind,
          "value \(samples.comparison.rawValue) \(samples.threshold.decimalText); "
            + "\(samples.slice.rawValue) sample of the slice, \(samples.collapse.rawValue) series",
        ])
      )
    }
    if !slo.dimensions.isEmpty {
      rows.append(.init(["by", slo.dimensions.joined(separator: ", ") + ": each has a budget"]))
    }
    return ExplanationSection("Measures", rows: rows, remarks: remarks)
  }

  private static let remarksOnNativeHistograms = [
    "What the first scrape of a new histogram shows is not counted, good or bad.",
    "Servers before 3.8 see native histograms with --enable-feature=native-histograms, later ones "
      + "with scrape_native_histograms. promtool 2.42 has no notation for them: no rule tests.",
  ]

  private static func lines(of source: CountSource) -> [String] {
    switch source {
    case .counters(let selections):
      let texts = selections.flatMap(\.selectors).map { PromQLExpression.selector($0).text }
      return [texts.joined(separator: " and ")]
    case .query(let query): return [query.expression.text]
    }
  }

  // MARK: The budget

  private func budget(of objective: GroupObjective) -> ExplanationSection {
    let period = slo.window.duration
    let budget = objective.budget
    let outage = budget * period.seconds
    var rows = [
      ExplanationSection.Row(
        ["objective", "\(objective.ratio.percentText) over \(period.text)"],
        origin: objective.origin
      ),
      .init(["budget", "\(budget.percentText) of events: \(budget.oneIn)"]),
      .init(["in time", "\(outage.timeText) of total outage in \(period.text)"]),
    ]
    if let rate = slo.traffic {
      let events = rate * period.seconds
      rows.append(
        .init(
          ["in events", "\((events * budget).countText) of \(events.countText)"],
          origin: slo.settingOrigins["traffic"]
        )
      )
    } else if case .samples = slo.indicator {
      let slices = period.ratio(to: slo.timing.interval)
      rows.append(.init(["in slices", "\((slices * budget).countText) of \(slices.countText)"]))
    }
    return ExplanationSection(heading("Budget", objective), rows: rows)
  }

  // MARK: Alerts

  private func alerts(of objective: GroupObjective) -> ExplanationSection {
    let period = slo.window.duration
    let rows = objective.pairs.map { pair -> ExplanationSection.Row in
      let spent = pair.factor * pair.long.ratio(to: period)
      let lowered = pair.factor != pair.statedFactor
      return ExplanationSection.Row(
        [
          pair.severity.rawValue, pair.long.text, pair.short.text, pair.factor.decimalText + "x",
          (pair.factor * objective.budget).percent, spent.percent,
        ],
        origin: pair.origin,
        source: pair.origin == nil
          ? "table for \(period.text)"
            + (lowered ? ", lowered from \(pair.statedFactor.decimalText)x" : "") : nil
      )
    }
    let minimum = MinimumErrors(of: slo)
    var remarks = [
      "A pair holds when the errors in both windows exceed the threshold; burning at its factor "
        + "for the long window spends the share in the last column."
    ]
    if minimum.threshold != nil {
      remarks.append("Nothing fires below \(slo.minimumErrors.decimalText) errors in the window.")
    }
    return ExplanationSection(
      heading("Alerts", objective),
      titles: ["", "long", "short", "factor", "error rate above", "spends"],
      rows: rows,
      remarks: remarks
    )
  }

  private func responses(of objective: GroupObjective) -> ExplanationSection {
    let severities = AlertSeverity.allCases.filter { severity in
      objective.pairs.contains { $0.severity == severity }
    }
    var rows: [ExplanationSection.Row] = []
    for errors in Self.errorRates {
      var cells = [errors.percentText]
      for severity in severities {
        let response = BurnResponse(
          of: severity,
          to: errors,
          objective: objective,
          slo: slo,
          rate: slo.traffic
        )
        cells += [
          response.map { "after \($0.detection.text)" } ?? "never",
          response.map { $0.spent.percent } ?? "",
          response.map { "\($0.reset.text) later" } ?? "",
        ]
      }
      rows.append(.init(cells))
    }
    let traffic =
      slo.traffic.map { "at \($0.decimalText) events a second" } ?? "with enough events"
    return ExplanationSection(
      heading("When errors begin", objective),
      titles: ["errors"] + severities.flatMap { [$0.rawValue, "spent by then", "gone"] },
      rows: rows,
      remarks: [
        "From a clean history, \(traffic). Scrapes settle for \(slo.timing.settle.text) and rules "
          + "run every \(slo.timing.interval.text), so a server is up to two evaluations later."
          + slo.timing.lagText,
        "An alert is gone after its last error"
          + (slo.keepFiring(.page).map { "; pages are kept for \($0.text) more." } ?? "."),
      ]
    )
  }

  // MARK: Silence, recordings, settings

  private var silence: ExplanationSection {
    let rows = slo.noData.map { response -> ExplanationSection.Row in
      let text =
        switch response {
        case .ignore: "nothing happens"
        case .bad: "a slice without a sample is bad"
        case .good: "a slice without a sample is good"
        case .alert(let after, let each):
          "an alert after \(after.text)" + (each ? ", for each group that falls silent" : "")
        }
      return ExplanationSection.Row(
        ["noData", text],
        origin: slo.settingOrigins["noData"],
        source: slo.settingOrigins["noData"] == nil ? "default" : nil
      )
    }
    return ExplanationSection("When no events come", rows: rows)
  }

  private var recordings: ExplanationSection {
    let groups = SLORulePlanner(slo: slo, in: project).groups
    let cost = RuleCost(of: groups, scrape: slo.timing.scrape)
    let group = slo.dimensions.isEmpty ? "" : " for each \(slo.dimensions.joined(separator: ", "))"
    let rules = groups.reduce(0) { $0 + $1.rules.count }
    let scraped = cost.scrapedReadings.map { reading in
      let selector = PromQLExpression.selector(reading.selector).text
      return ExplanationSection.Row([
        "", "\(reading.samples.countText) a minute of each series of \(selector)",
      ])
    }
    return ExplanationSection(
      "Records",
      rows: [
        .init(["rules", "\(rules) in \(groups.map(\.name).joined(separator: " and "))"]),
        .init([
          "series",
          slo.dimensions.isEmpty
            ? "\(cost.series + cost.constants)"
            : "\(cost.series)\(group), \(cost.constants) for all",
        ]),
        .init([
          "reads", "\(cost.recordedSamples.countText) samples a minute of its own series\(group)",
        ]),
      ] + scraped,
      remarks: [
        "Counted from the rules' expressions, for an ordinary minute; not measured. slogen cost"
          + " \(slo.identity.text) says how many series that makes."
      ]
    )
  }

  private var settings: ExplanationSection {
    let minimum = slo.minimumErrors.decimalText
    let written: [(String, String?)] = [
      ("owner", slo.owner), ("runbook", slo.runbook ?? project.runbooks),
      ("dashboard", slo.dashboard), ("policy", slo.policy), ("minimum", "\(minimum) errors"),
      ("recording", "." + slo.recording.rawValue),
      ("page", slo.receivers.page.map(\.text).joined(separator: ", ").orNil),
      ("ticket", slo.receivers.ticket.map(\.text).joined(separator: ", ").orNil),
    ]
    var rows = written.map { key, value -> ExplanationSection.Row in
      let origin =
        slo.settingOrigins[key] ?? (key == "runbook" ? project.settingOrigins["runbooks"] : nil)
      return ExplanationSection.Row(
        [key, value ?? "none"],
        origin: origin,
        source: origin == nil ? "default" : nil
      )
    }
    let timing: [(String, String)] = [
      ("scrape", slo.timing.scrape.text), ("evaluation", slo.timing.interval.text),
      ("settle", slo.timing.settle.text),
    ]
    rows += timing.map { key, value in
      let origin = project.settingOrigins[key]
      return ExplanationSection.Row(
        [key, value],
        origin: origin,
        source: origin == nil ? "default" : nil
      )
    }
    return ExplanationSection("Settings", rows: rows)
  }
}

extension String {
  fileprivate var orNil: String? { isEmpty ? nil : self }
}

extension MeasurementTiming {
  /// A sentence about rulers that read late, to be appended to others; empty for all others.
  var lagText: String {
    lag > .zero ? " This ruler reads what it records \(lag.text) later, which is included." : ""
  }
}
