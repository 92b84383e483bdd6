package import SLODSL

/// A part of what `slogen explain` says of an SLO: a heading, a table, remarks.
package struct ExplanationSection: Hashable, Sendable {
  /// What stands in a row of a table.
  package struct Row: Hashable, Sendable {
    package let cells: [String]
    /// Where the author wrote it; nil for what is computed, and for defaults.
    package let origin: SourceRange?
    /// Where else it comes from: `default`, `built-in table for 30d`.
    package let source: String?

    package init(_ cells: [String], origin: SourceRange? = nil, source: String? = nil) {
      self.cells = cells
      self.origin = origin
      self.source = source
    }
  }

  package let heading: String
  /// Of the columns; empty where they speak for themselves.
  package let titles: [String]
  package let rows: [Row]
  /// Sentences below the table.
  package let remarks: [String]

  package init(
    _ heading: String,
    titles: [String] = [],
    rows: [Row],
    remarks: [String] = []
  ) {
    self.heading = heading
    self.titles = titles
    self.rows = rows
    self.remarks = remarks
  }
}
