/// What a set of specs means, after names, types and values: no syntax in sight.
///
/// A model is built only from specs without errors; back ends may rely on every promise in it.
package struct Model: Hashable, Sendable {
  package let project: Project
  /// In the order of files and declarations.
  package let services: [Service]
  package let receivers: [Receiver]
  /// Times at which some of them are told.
  package let intervals: [TimeInterval]
  /// Declared and inferred metrics that the indicators use, by name.
  package let metrics: [Metric]

  package init(
    project: Project,
    services: [Service],
    receivers: [Receiver],
    intervals: [TimeInterval] = [],
    metrics: [Metric]
  ) {
    self.project = project
    self.services = services
    self.receivers = receivers
    self.intervals = intervals
    self.metrics = metrics
  }
}

/// A label of an alert: a name and its value.
package struct Label: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
