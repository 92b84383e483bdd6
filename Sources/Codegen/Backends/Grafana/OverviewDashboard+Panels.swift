import SLODSL

/// The panels of the overview.
extension OverviewDashboard {
  // MARK: Counts

  var counts: [DashboardPanel] {
    let all = PromQLExpression.count(.max(Self.info, by: [RecordedSeries.identity]))
    let known = PromQLExpression.number(0) * all
    let spent = PromQLExpression.count(
      Self.each("min", RecordedSeries.remaining).parenthesized.less(than: .number(0))
    )
    return [
      count("objectives", "SLOs", "SLOs whose rules are evaluated.", all, []),
      count(
        "spent",
        "Out of budget",
        "SLOs with a group that has spent more than its error budget.",
        spent.or(known),
        [Threshold(.one, .bad)]
      ),
      count(
        "pages",
        "Pages",
        "Alerts firing that wake somebody.",
        alerts(.page).or(known),
        [Threshold(.one, .bad)]
      ),
      count(
        "tickets",
        "Tickets",
        "Alerts firing that wait for working hours.",
        alerts(.ticket).or(known),
        [Threshold(.one, .warning)]
      ),
    ]
  }

  private func alerts(_ severity: AlertSeverity) -> PromQLExpression {
    .count(Self.firing(project.severityWords[severity]))
  }

  private func count(
    _ key: String,
    _ title: String,
    _ description: String,
    _ expression: PromQLExpression,
    _ thresholds: [Threshold]
  ) -> DashboardPanel {
    DashboardPanel(
      key: key,
      title: title,
      description: Markdown(paragraphs: description),
      size: (6, 4),
      view: .number,
      style: FieldStyle(
        decimals: 0,
        base: thresholds.isEmpty ? .neutral : .good,
        thresholds: thresholds
      ),
      queries: [PanelQuery(expression, .newest)]
    )
  }

  // MARK: Table

  private enum Title {
    static let service = "Service"
    static let objective = "Objective"
    static let good = "Good"
    static let remaining = "Budget left"
    static let burn = "Burn rate 1h"
    static let measured = "Measured"
  }

  var table: DashboardPanel {
    let asked: [(title: String, expression: PromQLExpression)] = [
      ("Known", addressed),
      (Title.remaining, Self.each("min", RecordedSeries.remaining)),
      (Title.burn, Self.each("max", RecordedSeries.burnRate(.hours(1)))),
      (Title.good, .number(1) - ofPeriod("max", RecordedSeries.errorRatio).parenthesized),
      (Title.objective, Self.each("min", RecordedSeries.objective)),
      (Title.measured, ofPeriod("min", RecordedSeries.history)),
    ]
    let labels: [(label: String, title: String, isHidden: Bool)] = [
      ("slo_service", Title.service, false), ("slo_name", "SLO", false),
      ("owner", "Owner", false), ("period", "Period", false), ("page", "page", true),
      (RecordedSeries.identity, "slo_id", true),
    ]
    let columns =
      labels.map {
        TableStyle.Column(source: .label($0.label), title: $0.title, isHidden: $0.isHidden)
      }
      + asked.enumerated().map { index, query in
        TableStyle.Column(source: .value(index), title: query.title, isHidden: index == 0)
      }
    return DashboardPanel(
      key: "table",
      title: "All SLOs",
      description: Markdown(
        paragraphs:
          "The least budget first; of SLOs with groups, the group in the greatest trouble."
          + " \"Measured\" is the share of the period that lies behind the first record; the rest"
          + " counts as clean. A click on a service leads to its page."
      ),
      size: (24, 12),
      view: .table(TableStyle(columns: columns, order: (Title.remaining, false))),
      overrides: overrides,
      queries: asked.map { PanelQuery($0.expression, .rows) }
    )
  }

  /// The identity of each SLO with the identifier of its service's dashboard as the label `page`.
  ///
  /// Of most services it is the name behind a prefix; the few others are named one by one.
  private var addressed: PromQLExpression {
    let labels = [RecordedSeries.identity, "slo_service", "slo_name", "owner", "period"]
    let known = PromQLExpression.max(Self.info, by: labels)
    let probe = "x"
    let prefix = DashboardAddress.identifier(ofService: probe).dropLast(probe.count)
    func paged(_ inner: PromQLExpression, _ page: String, _ pattern: String) -> PromQLExpression {
      .call(
        "label_replace",
        inner,
        .string("page"),
        .string(page),
        .string("slo_service"),
        .string(pattern)
      )
    }
    return services.map(\.name).reduce(paged(known, prefix + "$1", "(.*)")) { inner, name in
      let page = DashboardAddress.identifier(ofService: name)
      return page == prefix + name ? inner : paged(inner, page, name)
    }
  }

  private var overrides: [FieldOverride] {
    let ratio: [FieldOverride.Property] = [.unit(.ratio), .decimals(objectiveDecimals)]
    let detail = PanelLink(
      title: "Details",
      url: "/d/${__data.fields.page}?${__url_time_range}&${datasource:queryparam}"
        + "&var-\(DashboardAddress.objectiveVariable)=${__data.fields.slo_id}"
    )
    return [
      FieldOverride(target: .named(Title.service), properties: [.link(detail)]),
      FieldOverride(target: .named("SLO"), properties: [.link(detail)]),
      FieldOverride(
        target: .named(Title.remaining),
        properties: [
          .unit(.ratio), .decimals(1), .bar(-ExactNumber.one, .one),
          .thresholds(base: .bad, ObjectiveRow.budgetThresholds),
        ]
      ),
      FieldOverride(
        target: .named(Title.burn),
        properties: [
          .unit(.suffix("x")), .decimals(1), .coloredText,
          .thresholds(base: .good, burnThresholds),
        ]
      ),
      FieldOverride(target: .named(Title.objective), properties: ratio),
      FieldOverride(
        target: .named(Title.good),
        properties: [.unit(.ratio), .decimals(objectiveDecimals + 1)]
      ),
      FieldOverride(target: .named(Title.measured), properties: [.unit(.ratio), .decimals(0)]),
    ]
  }

  // MARK: History

  var bars: DashboardPanel {
    DashboardPanel(
      key: "bars",
      title: "Budget left",
      description: Markdown(
        paragraphs: "Of each SLO, the group with the least. Below 0 it is overspent."
      ),
      size: (9, 10),
      view: .bars,
      style: FieldStyle(
        unit: .ratio,
        decimals: 1,
        minimum: -ExactNumber.one,
        maximum: .one,
        base: .bad,
        thresholds: ObjectiveRow.budgetThresholds
      ),
      queries: [
        PanelQuery(
          .call("sort", Self.each("min", RecordedSeries.remaining)),
          .newest,
          legend: "{{slo_id}}"
        )
      ]
    )
  }

  var burnRates: DashboardPanel {
    DashboardPanel(
      key: "burn",
      title: "Burn rate 1h",
      description: Markdown(
        paragraphs: "How many times faster than its budget allows each SLO has spent it in the hour"
          + " before: from 1 on it does not last; the other colours begin at the least and the"
          + " greatest factor that pages. A gap is an hour without events, or without rules."
      ),
      size: (15, 10),
      view: .timeline,
      style: FieldStyle(unit: .suffix("x"), decimals: 1, thresholds: burnThresholds),
      queries: [
        PanelQuery(
          Self.each("max", RecordedSeries.burnRate(.hours(1))),
          .series,
          legend: "{{slo_id}}"
        )
      ],
      minimumStep: RecordedWindows.longStep
    )
  }

  var alerts: DashboardPanel {
    let quiet =
      PromQLExpression.number(0) * Self.each("max", RecordedSeries.objective).parenthesized
    let identity = [RecordedSeries.identity]
    let words = project.severityWords
    return DashboardPanel(
      key: "alerts",
      title: "Alerts",
      description: Markdown(paragraphs: "A gap means that an SLO's rules were not evaluated."),
      size: (24, 10),
      view: .timeline,
      style: FieldStyle(mappings: ValueMapping.loudness),
      queries: [
        PanelQuery(
          (PromQLExpression.number(2) * .max(Self.firing(words[.page]), by: identity))
            .or(.max(Self.firing(words[.ticket]), by: identity))
            .or(quiet),
          .series,
          legend: "{{slo_id}}"
        )
      ],
      minimumStep: .minute
    )
  }
}
