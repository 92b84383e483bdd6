/// A page of the author's own about a service: rows of panels.
package struct AuthoredDashboard: Hashable, Sendable {
  /// Unlike all others of the service.
  package let name: String
  package let title: String
  /// The first sentence of its documentation, or empty.
  package let summary: String
  /// The rest of its documentation, or empty.
  package let details: String
  package let rows: [AuthoredRow]
  package let origin: SourceRange

  package init(
    name: String,
    title: String,
    summary: String,
    details: String,
    rows: [AuthoredRow],
    origin: SourceRange
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.details = details
    self.rows = rows
    self.origin = origin
  }
}

/// Panels under a heading.
package struct AuthoredRow: Hashable, Sendable {
  package let title: String
  package let panels: [AuthoredPanel]

  package init(title: String, panels: [AuthoredPanel]) {
    self.title = title
    self.panels = panels
  }
}

/// What a panel of the author's shows, and how.
package struct AuthoredPanel: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Values over time.
    case graph
    /// The newest value, large.
    case number
    /// The newest values, a row for each set of labels.
    case table
    /// The newest values, a bar for each series.
    case bars
    /// Lines of logs.
    case logs
    /// Words.
    case text
  }

  package enum Content: Hashable, Sendable {
    /// Questions about metrics.
    case metrics([NamedQuery<TypedQuery>])
    /// LogQL, which is passed on as it stands.
    case logs([NamedQuery<String>])
    case text(String)
  }

  package let kind: Kind
  package let title: String
  /// The documentation, or empty.
  package let text: String
  package let content: Content
  package let unit: QueryUnit
  package let judgement: PanelJudgement?
  /// In columns, of which there are 24; nil for what is usual for the kind.
  package let width: Int?
  /// In lines of 30 pixels; nil for what is usual for the kind.
  package let height: Int?
  package let isStacked: Bool

  package init(
    kind: Kind,
    title: String,
    text: String,
    content: Content,
    unit: QueryUnit,
    judgement: PanelJudgement?,
    width: Int?,
    height: Int?,
    isStacked: Bool
  ) {
    self.kind = kind
    self.title = title
    self.text = text
    self.content = content
    self.unit = unit
    self.judgement = judgement
    self.width = width
    self.height = height
    self.isStacked = isStacked
  }
}

/// A query and what its series are called, if the author says so.
package struct NamedQuery<Query: Hashable & Sendable>: Hashable, Sendable {
  package let name: String?
  package let query: Query

  package init(name: String?, query: Query) {
    self.name = name
    self.query = query
  }
}

/// From where on values are good or bad, in the unit of the panel.
package struct PanelJudgement: Hashable, Sendable {
  package let bound: ExactNumber
  package let goodIsBelow: Bool

  package init(bound: ExactNumber, goodIsBelow: Bool) {
    self.bound = bound
    self.goodIsBelow = goodIsBelow
  }
}
