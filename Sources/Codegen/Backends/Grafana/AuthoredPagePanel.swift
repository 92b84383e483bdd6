import SLODSL

/// A panel of the author's own.
struct AuthoredPagePanel {
  private let authored: AuthoredPanel

  init(_ authored: AuthoredPanel) {
    self.authored = authored
  }

  var panel: DashboardPanel {
    DashboardPanel(
      key: authored.kind.rawValue + "/" + authored.title,
      title: authored.title.withoutVariables,
      description: Markdown(paragraphs: authored.text),
      size: (
        authored.width ?? authored.kind.usualSize.width,
        authored.height ?? authored.kind.usualSize.height
      ),
      view: view,
      style: style,
      overrides: [],
      queries: queries
    )
  }

  private var view: PanelView {
    switch authored.kind {
    case .graph:
      .graph(
        GraphStyle(
          lines: authored.isStacked ? .stackedBars : .lines,
          showsThresholds: authored.judgement != nil
        )
      )
    case .number: .number
    case .bars: .bars
    case .table: .table(TableStyle(columns: columns, order: nil))
    case .logs: .logs
    case .text:
      .text(Markdown([.asWritten(text)]))
    }
  }

  /// Markdown of the author's; nothing for panels that ask.
  private var text: String {
    guard case .text(let text) = authored.content else { return "" }
    return text.withoutVariables
  }

  private var style: FieldStyle {
    var style = FieldStyle(unit: PanelUnit(authored.unit), base: .neutral)
    if let judgement = authored.judgement {
      style.base = judgement.goodIsBelow ? .good : .bad
      style.thresholds = [Threshold(judgement.bound, judgement.goodIsBelow ? .bad : .good)]
    }
    return style
  }

  // MARK: Queries

  private var queries: [PanelQuery] {
    switch authored.content {
    case .metrics(let named):
      named.map { entry in
        PanelQuery(
          entry.query.query.expression,
          answer,
          legend: legend(entry.name, entry.query.labels)
        )
      }
    case .logs(let named):
      named.map { PanelQuery(.logQL($0.query), answer, legend: legend($0.name, nil)) }
    case .text: []
    }
  }

  private var answer: PanelQuery.Answer {
    switch authored.kind {
    case .graph, .logs: .series
    case .number, .bars, .text: .newest
    case .table: .rows
    }
  }

  /// The name, then the labels that tell the series of one query apart; empty is Grafana's own
  /// choice.
  private func legend(_ name: String?, _ labels: [String]?) -> String {
    let parts = (labels ?? []).map { "{{\($0)}}" }
    guard let name else { return parts.joined(separator: " ") }
    return ([name.withoutVariables] + parts).joined(separator: " ")
  }

  /// A column for each label that the queries keep, and one for each query.
  private var columns: [TableStyle.Column] {
    guard case .metrics(let named) = authored.content else { return [] }
    let labels = named.flatMap { $0.query.labels ?? [] }.reduce(into: [String]()) { list, label in
      if !list.contains(label) { list.append(label) }
    }
    return labels.map { TableStyle.Column(source: .label($0), title: $0) }
      + named.enumerated().map { index, entry in
        TableStyle.Column(
          source: named.count == 1 ? .onlyValue : .value(index),
          title: entry.name?.withoutVariables ?? authored.title.withoutVariables
        )
      }
  }
}

extension AuthoredPanel.Kind {
  fileprivate var usualSize: (width: Int, height: Int) {
    switch self {
    case .graph: (12, 8)
    case .number: (6, 4)
    case .table: (12, 8)
    case .bars: (12, 8)
    case .logs: (24, 10)
    case .text: (24, 4)
    }
  }
}
