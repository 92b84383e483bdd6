/// A metric as an exporter shows it on its `/metrics` page.
package struct ExposedFamily: Hashable, Sendable {
  /// The types of both exposition formats.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case counter
    case gauge
    case histogram
    case gaugehistogram
    case summary
    case info
    case stateset
    /// `untyped`, `unknown`, or no `# TYPE` at all.
    case unknown
  }

  /// A label and the values that it was seen with.
  package struct Label: Hashable, Sendable {
    package let name: String
    /// Each once, in the order of their bytes; at most `ExpositionReader.valueLimit`.
    package let values: [String]
    /// How many there are, beyond the limit too.
    package let count: Int
    /// Whether every series of the family has it.
    package let isAlwaysThere: Bool
  }

  /// The family's name. OpenMetrics leaves `_total` and `_info` out of it.
  package let name: String
  /// The name of the series that hold the values: of a histogram, without `_bucket`.
  package let series: String
  package let kind: Kind
  package let help: String
  /// As OpenMetrics states it: `seconds`; empty when it is not stated.
  package let unit: String
  /// In the order of their names; without `le` of buckets and `quantile` of summaries.
  package let labels: [Label]
  /// Different sets of these labels: series, where a histogram or summary has several for each.
  package let combinations: Int
  /// The finite bounds of a classic histogram that all of its series have, ascending.
  package let bounds: [ExactNumber]
  /// Whether some series of a histogram have bounds that others lack.
  package let boundsDiffer: Bool
  /// Whether every value was 0 or 1.
  package let isBinary: Bool
  /// Whether every value would be a time of this century as seconds since 1970.
  package let looksLikeTime: Bool
}
