package import SLODSL

/// How many series or groups there are, and who says so.
package struct SeriesCount: Hashable, Sendable {
  package enum Source: String, Hashable, Sendable, CaseIterable {
    /// They follow from the rules alone.
    case rules
    /// At most so many, by what catalogs say.
    case catalog
    /// A server holds them at this moment.
    case live
  }

  package let count: Int
  package let source: Source

  package init(_ count: Int, _ source: Source) {
    self.count = count
    self.source = source
  }
}

/// An amount of which a part may be unknown.
package struct CostSum: Hashable, Sendable {
  /// What is known of it.
  package let known: ExactNumber
  /// Whether that is all.
  package let isComplete: Bool

  package init(_ known: ExactNumber, isComplete: Bool = true) {
    self.known = known
    self.isComplete = isComplete
  }

  /// For each of so many; unknown where their number is.
  init(_ amount: ExactNumber, times count: SeriesCount?) {
    guard let count else {
      self.init(.zero, isComplete: amount == .zero)
      return
    }
    self.init(amount * ExactNumber(count.count))
  }

  package static let zero = CostSum(.zero)

  package static func + (one: CostSum, other: CostSum) -> CostSum {
    CostSum(one.known + other.known, isComplete: one.isComplete && other.isComplete)
  }

  /// `1200`; `1200 + ?` where a part is unknown, `?` where all is.
  package var text: String {
    if isComplete { return known.countText }
    return known == .zero ? "?" : known.countText + " + ?"
  }
}

extension [CostSum] {
  var sum: CostSum { reduce(.zero, +) }
}
