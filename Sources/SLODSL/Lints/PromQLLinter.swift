/// Finds what parses, types and still misleads.
///
/// One value holds what a run knows; each subject is an extension in a file of its own, with one
/// function for each code. Only what is certain from the expression and the catalog is reported:
/// a name alone never condemns a metric that the catalog does not know.
package struct PromQLLinter {
  /// What is known about an expression beside its text.
  package struct Context: Sendable {
    /// What the result is for.
    package enum Purpose: Hashable, Sendable {
      /// Typed by somebody: nothing is known.
      case query
      /// Stored under a name, again and again.
      case recording
      /// Every series of the result is an alert.
      case alerting
      /// Counts the events of an indicator.
      case count
      /// Measures a slice of an indicator.
      case sample
    }

    package var options: PromQLOptions
    /// Nil where no catalog was given: then nothing is said about absence.
    package var catalog: MetricCatalog?
    package var purpose: Purpose
    /// How long before each scrape of a target.
    package var scrape: Duration
    /// How long between two evaluations of the rule.
    package var evaluation: Duration
    /// How long the server keeps samples; nil when that is not known.
    package var retention: Duration?

    package init(
      options: PromQLOptions,
      catalog: MetricCatalog? = nil,
      purpose: Purpose = .query,
      scrape: Duration = .seconds(15),
      evaluation: Duration = .minute,
      retention: Duration? = nil
    ) {
      self.options = options
      self.catalog = catalog
      self.purpose = purpose
      self.scrape = scrape
      self.evaluation = evaluation
      self.retention = retention
    }
  }

  let expression: PromQLExpression
  /// The text that was parsed; empty for trees that the planner built.
  let text: [UInt8]
  let context: Context
  var findings: [PromQLFinding] = []
  /// Kinds and units of the expression and everything inside it.
  private(set) lazy var inferred = InferredExpression(expression, catalog: context.catalog)

  /// What is to be said about an expression that parses and types, by place.
  package static func findings(
    in expression: PromQLExpression,
    text: [UInt8],
    context: Context
  ) -> [PromQLFinding] {
    var linter = PromQLLinter(expression: expression, text: text, context: context)
    linter.lintStructure()
    linter.lintSelectors()
    linter.lintKinds()
    linter.lintHistograms()
    linter.lintLabels()
    linter.lintArithmetic()
    linter.lintTime()
    linter.lintRules()
    linter.lintResult()
    return linter.findings.enumerated()
      .sorted { one, other in
        (one.element.range.lowerBound, one.offset)
          < (other.element.range.lowerBound, other.offset)
      }
      .map(\.element)
  }

  private init(expression: PromQLExpression, text: [UInt8], context: Context) {
    self.expression = expression
    self.text = text
    self.context = context
  }

  mutating func report(_ finding: PromQLFinding) { findings.append(finding) }
}
