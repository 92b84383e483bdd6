/// A growth of counters under sums: what a side of a ratio counts.
package struct CountedTerm: Hashable, Sendable {
  /// The labels that are left of the selector's.
  package enum Kept: Hashable, Sendable {
    case all
    case by([String])
    case without([String])

    package func contains(_ label: String) -> Bool {
      switch self {
      case .all: true
      case .by(let labels): labels.contains(label)
      case .without(let labels): !labels.contains(label)
      }
    }

    /// What an aggregation leaves of them.
    fileprivate func grouped(_ grouping: Aggregation.Grouping) -> Kept {
      switch (grouping, self) {
      case (.by(let labels), _): .by(labels.filter(contains))
      case (.without(let labels), .all): .without(labels)
      case (.without(let labels), .without(let gone)): .without(gone + labels)
      case (.without(let labels), .by(let left)): .by(left.filter { !labels.contains($0) })
      }
    }
  }

  /// `rate`, `irate` or `increase`.
  package let function: String
  package let selector: VectorSelector
  package let length: PromQLDuration
  package private(set) var kept = Kept.all
  /// The constant that it was multiplied by; nil when that is not known.
  package private(set) var factor: Double? = 1
  /// Whether a comparison leaves series out.
  package private(set) var isFiltered = false

  /// The term of a call of a counter's function on a selector.
  init?(_ call: PromQLCall) {
    guard ["rate", "irate", "increase"].contains(call.function),
      case .matrix(let matrix)? = call.arguments.first
    else { return nil }
    function = call.function
    selector = matrix.selector
    length = matrix.length
  }

  func summed(_ grouping: Aggregation.Grouping) -> CountedTerm {
    var term = self
    term.kept = kept.grouped(grouping)
    return term
  }

  func scaled(by constant: Double?) -> CountedTerm {
    var term = self
    term.factor = factor.flatMap { factor in constant.map { factor * $0 } }
    return term
  }

  var filtered: CountedTerm {
    var term = self
    term.isFiltered = true
    return term
  }

  /// Whether it was multiplied by a constant other than a power of ten, to be in another unit.
  package var isScaled: Bool {
    guard let factor else { return true }
    let tens: [Double] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    return !tens.contains { factor == $0 || factor == 1 / $0 }
  }

  /// The matchers that choose series, without the name.
  package var matchers: [LabelMatcher] { selector.matchers.filter { $0.label != "__name__" } }
}
