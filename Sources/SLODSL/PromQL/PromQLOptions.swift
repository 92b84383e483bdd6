/// A version of Prometheus, as far as its PromQL differs: `2.42`, `3.14`.
package struct PromQLVersion: Hashable, Comparable, Sendable {
  package let major: Int
  package let minor: Int

  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  package static func < (left: PromQLVersion, right: PromQLVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  package var text: String { "\(major).\(minor)" }
}

/// Which PromQL is accepted: that of the oldest and newest server that must read it, and the
/// features that are behind flags there.
package struct PromQLOptions: Hashable, Sendable {
  /// `--enable-feature` of Prometheus 3.14, as far as the language changes.
  package enum Feature: String, Hashable, Sendable, CaseIterable {
    case experimentalFunctions = "experimental-functions"
    case durationExpressions = "duration-expr"
    case extendedRangeSelectors = "extended-range-selectors"
    case fillModifiers = "binop-fill-modifiers"
  }

  package let oldest: PromQLVersion
  package let newest: PromQLVersion
  package let features: Set<Feature>

  package init(oldest: PromQLVersion, newest: PromQLVersion, features: Set<Feature>) {
    self.oldest = oldest
    self.newest = newest
    self.features = features
  }

  /// What every server from 2.42 to 3.14 reads alike.
  package static let portable = PromQLOptions(
    oldest: PromQLVersion(2, 42),
    newest: PromQLVersion(3, 14),
    features: []
  )

  /// Prometheus 3.14 as it comes.
  package static let current = PromQLOptions(
    oldest: PromQLVersion(3, 14),
    newest: PromQLVersion(3, 14),
    features: [.durationExpressions]
  )

  /// Prometheus 3.14 with every flag on.
  package static let everything = PromQLOptions(
    oldest: PromQLVersion(3, 14),
    newest: PromQLVersion(3, 14),
    features: Set(Feature.allCases)
  )
}
