package import SLODSL

/// The rules that must exist, before anything is spelled: groups of rules with PromQL trees.
package struct RulePlan: Hashable, Sendable {
  /// One for each service in the model's order, then the one that watches the rules themselves.
  package let files: [RuleFile]

  package init(files: [RuleFile]) {
    self.files = files
  }
}

/// The groups of one file.
package struct RuleFile: Hashable, Sendable {
  /// Without folder and extension: the service's name.
  package let name: String
  /// What a reader must know first; the lines of the comment at the top.
  package let header: [String]
  package let groups: [RuleGroup]

  package init(name: String, header: [String], groups: [RuleGroup]) {
    self.name = name
    self.header = header
    self.groups = groups
  }
}

/// Rules that are evaluated one after the other, at the same time stamps: each sees what those
/// before it recorded.
package struct RuleGroup: Hashable, Sendable {
  package let name: String
  /// For the reviewer: what the group is for and how often it runs.
  package let comment: String
  package let interval: Duration
  package let rules: [PlannedRule]
  /// The SLO that asked for the group; nil for the rules that watch the others.
  package let origin: SourceRange?

  package init(
    name: String,
    comment: String,
    interval: Duration,
    rules: [PlannedRule],
    origin: SourceRange?
  ) {
    self.name = name
    self.comment = comment
    self.interval = interval
    self.rules = rules
    self.origin = origin
  }
}

/// A rule of either kind.
package enum PlannedRule: Hashable, Sendable {
  case recording(RecordingRule)
  case alerting(AlertRule)
}

/// An expression whose result is stored under a name.
package struct RecordingRule: Hashable, Sendable {
  package let series: String
  package var expression: PromQLExpression
  /// Added to each series of the result.
  package let labels: [Label]
  /// What the rule and those of its kind behind it are for; nil for all but the first of a kind.
  package var comment: String?
  /// Whether it has a result only when there is something to tell, such as a birth or a hole.
  package let isOccasional: Bool

  package init(
    _ series: String,
    _ expression: PromQLExpression,
    labels: [Label],
    comment: String? = nil,
    isOccasional: Bool = false
  ) {
    self.series = series
    self.expression = expression
    self.labels = labels
    self.comment = comment
    self.isOccasional = isOccasional
  }
}

/// An expression whose every series is an alert.
package struct AlertRule: Hashable, Sendable {
  package let name: String
  package var expression: PromQLExpression
  /// How long it must hold; nil for at once.
  package let hold: Duration?
  /// How long it fires on after it last held; nil for no longer.
  package let keepFiring: Duration?
  package let labels: [Label]
  /// The labels of the result by which its alerts' groups are told apart.
  package let dimensions: [String]
  package let annotations: [Annotation]
  package let comment: String?

  package init(
    name: String,
    expression: PromQLExpression,
    hold: Duration? = nil,
    keepFiring: Duration? = nil,
    labels: [Label],
    dimensions: [String] = [],
    annotations: [Annotation],
    comment: String? = nil
  ) {
    self.name = name
    self.expression = expression
    self.hold = hold
    self.keepFiring = keepFiring
    self.labels = labels
    self.dimensions = dimensions
    self.annotations = annotations
    self.comment = comment
  }
}

/// A named text of an alert, filled in when it is sent.
package struct Annotation: Hashable, Sendable {
  package let name: String
  package let text: [AlertText]

  package init(_ name: String, _ text: [AlertText]) {
    self.name = name
    self.text = text
  }

  package init(_ name: String, _ text: String) {
    self.init(name, [.text(text)])
  }
}

/// A piece of an annotation.
///
/// Expressions select recorded series without matchers and mean those of the alert's own group; a
/// back end adds the matchers.
package indirect enum AlertText: Hashable, Sendable {
  /// How a number is shown.
  package enum Format: Hashable, Sendable {
    /// `12.3`
    case oneDecimal
    /// `10.5k`
    case count
    /// `1.5Mi`
    case binaryCount
    /// `40.6%`, of a ratio
    case percentage
    /// `1h 5m 0s`, of seconds
    case duration
    /// `1700000000000`
    case wholeNumber
  }

  case text(String)
  /// The value of a label of the alert.
  case label(String)
  /// The value of a label, as part of a URL's query.
  case labelInURL(String)
  /// Only when the alert has the label.
  case ifLabel(String, [AlertText])
  /// One or the other text, by whether the expression has a result; `value` in the first is that
  /// result.
  case with(PromQLExpression, [AlertText], otherwise: [AlertText])
  /// The first value of the nearest `with` around it.
  case value(Format)
  /// The alert's own value, which means one thing only where its expression compares one.
  case current(Format)
  /// By the value of a label of the alert.
  case choice(label: String, cases: [Case], otherwise: [AlertText])

  /// The text for some values of a label.
  package struct Case: Hashable, Sendable {
    package let values: [String]
    package let text: [AlertText]

    package init(values: [String], text: [AlertText]) {
      self.values = values
      self.text = text
    }
  }
}

extension AlertText: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) {
    self = .text(text)
  }
}
