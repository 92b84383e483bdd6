import SLODSL

/// A rectangle of a dashboard: what it asks and how the answer looks.
struct DashboardPanel {
  /// Stable while the panel's subject is the same; its number is made from it, so links to it hold
  /// when others come or go.
  let key: String
  let title: String
  var description: Markdown
  /// In columns, of which there are 24, and lines of 30 pixels.
  let size: (width: Int, height: Int)
  let view: PanelView
  var style = FieldStyle()
  /// For some of its series or columns.
  var overrides: [FieldOverride] = []
  var queries: [PanelQuery] = []
  var links: [PanelLink] = []
  /// The smallest step, where smaller ones would show the same again.
  var minimumStep: Duration?
}

/// How a panel draws.
enum PanelView {
  /// A number, coloured by the thresholds.
  case number
  case graph(GraphStyle)
  case table(TableStyle)
  /// A band for each series, coloured by the thresholds or mappings.
  case timeline
  /// A bar for each series.
  case bars
  case text(Markdown)
  /// Lines of logs, the newest first.
  case logs
}

/// How a graph draws.
struct GraphStyle {
  enum Lines {
    case lines
    /// On top of each other.
    case stackedBars
  }

  var lines = Lines.lines
  /// Linear near zero and logarithmic above, for rates that are mostly small and sometimes huge.
  var isLogarithmic = false
  /// Whether thresholds are drawn as lines.
  var showsThresholds = false
}

/// How a table arranges the answers, one row for each set of labels.
struct TableStyle {
  struct Column {
    enum Source: Equatable {
      case label(String)
      /// The value of the query at this place.
      case value(Int)
      /// The value where there is one query.
      case onlyValue
    }

    let source: Source
    let title: String
    /// Whether it is there for links only.
    var isHidden = false
  }

  let columns: [Column]
  /// The title of a column and whether large values come first.
  let order: (column: String, descending: Bool)?
}

/// How values look.
struct FieldStyle {
  var unit: PanelUnit = .plain
  var decimals: Int?
  var minimum: ExactNumber?
  var maximum: ExactNumber?
  /// The colour below all thresholds.
  var base = PanelColor.good
  /// Ascending.
  var thresholds: [Threshold] = []
  var mappings: [ValueMapping] = []
}

/// From where on a value has another colour.
struct Threshold: Hashable {
  let value: ExactNumber
  let color: PanelColor

  init(_ value: ExactNumber, _ color: PanelColor) {
    self.value = value
    self.color = color
  }
}

/// A word in place of a number.
struct ValueMapping {
  let value: ExactNumber
  let text: String
  let color: PanelColor
}

/// Exceptions from a panel's style.
struct FieldOverride {
  enum Target {
    /// The series or column of a name.
    case named(String)
    /// Series whose names begin with a text of letters.
    case beginning(String)
  }

  enum Property {
    case unit(PanelUnit)
    case decimals(Int)
    case color(PanelColor)
    case dashedLine
    /// In pixels.
    case width(Int)
    /// The cell is a bar between two numbers.
    case bar(ExactNumber, ExactNumber)
    /// The cell's text has the colour of the thresholds.
    case coloredText
    case thresholds(base: PanelColor, [Threshold])
    case hidden
    case link(PanelLink)
  }

  let target: Target
  let properties: [Property]

  /// Whether it is about one of these series or columns.
  func names(oneOf names: [String]) -> Bool {
    switch target {
    case .named(let name): names.contains(name)
    case .beginning(let text): names.contains { $0.hasPrefix(text) }
    }
  }
}

/// A way from a panel, or from a value in it, to another place.
struct PanelLink {
  let title: String
  /// May hold the parts of a value: `${__data.fields.uid}`.
  let url: String
}

/// What a panel asks.
struct PanelQuery {
  enum Answer {
    /// A line over the time shown.
    case series
    /// The newest value.
    case newest
    /// The newest values as the rows of a table.
    case rows
  }

  /// What stands for `\(window)`.
  enum Range: String {
    /// At least four scrapes, for rates of counters.
    case rates = "$__rate_interval"
    /// One step of the graph, for recorded counts.
    case steps = "$__interval"
  }

  enum Text {
    case promQL(PromQLExpression)
    /// Passed on as the author wrote it.
    case logQL(String)
  }

  let text: Text
  let answer: Answer
  /// Names the series; may hold labels in double braces.
  let legend: String
  let range: Range

  init(
    _ expression: PromQLExpression,
    _ answer: Answer,
    legend: String = "",
    range: Range = .rates
  ) {
    self.init(.promQL(expression), answer, legend: legend, range: range)
  }

  init(_ text: Text, _ answer: Answer, legend: String = "", range: Range = .rates) {
    self.text = text
    self.answer = answer
    self.legend = legend
    self.range = range
  }
}
