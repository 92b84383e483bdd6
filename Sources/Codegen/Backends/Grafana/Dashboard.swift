import SLODSL

/// A dashboard before it is spelled: what is shown in which order, and what is asked for it.
///
/// Titles, legends and addresses are slogen's own words, names and numbers. What authors write
/// stands in descriptions and texts, which are Markdown, and in queries.
struct Dashboard {
  /// Grafana's identifier, which links name.
  let identifier: String
  let title: String
  let description: Markdown
  /// How far back it looks when it is opened.
  let span: Duration
  let variables: [DashboardVariable]
  let annotations: [DashboardAnnotation]
  let links: [DashboardLink]
  let rows: [DashboardRow]
}

/// Panels under a heading that can be folded away.
struct DashboardRow {
  /// What the row's panels have in common in their keys; changes with nothing but its subject.
  let key: String
  let title: String
  let panels: [DashboardPanel]

  init(_ key: String, title: String, _ panels: [DashboardPanel]) {
    self.key = key
    self.title = title
    self.panels = panels
  }
}

/// A choice at the top of a dashboard.
struct DashboardVariable {
  enum Choices {
    /// The data sources of a kind: `prometheus`, `loki`.
    case dataSources(String)
    /// The values of a label of the series that a selector selects, and how queries match all of
    /// them.
    case labelValues(VectorSelector, label: String, all: String)
  }

  let name: String
  let label: String
  let choices: Choices
}

/// Moments that are marked in all graphs: those at which a query has a result.
struct DashboardAnnotation {
  let name: String
  let color: PanelColor
  let expression: PromQLExpression
  /// May hold labels in double braces.
  let title: String
  let text: String
}

/// A way to another place.
enum DashboardLink {
  case page(title: String, url: String)
  /// Another dashboard of slogen's, with the time kept.
  case dashboard(title: String, identifier: String)
  /// All dashboards with slogen's tag, with the time and the variables kept.
  case otherDashboards
}

/// What Grafana calls colours, as far as they are used: by what they say.
enum PanelColor: String {
  case good = "green"
  case notice = "yellow"
  case warning = "orange"
  case bad = "red"
  case worst = "dark-red"
  case neutral = "blue"
  case faint = "gray"
}
