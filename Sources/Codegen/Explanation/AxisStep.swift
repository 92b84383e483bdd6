package import SLODSL

/// Round distances between the marks of an axis of time.
package enum AxisStep {
  private static let steps: [Duration] =
    [1, 2, 5, 10, 15, 30].map { .seconds($0) } + [1, 2, 5, 10, 15, 30].map { .minutes($0) }
    + [1, 2, 3, 6, 12].map { .hours($0) } + [1, 2, 5, 10, 20, 50, 100, 200].map { .days($0) }

  /// The smallest round step of which at most `places` fit into a span.
  package static func roundStep(over span: Duration, places: Int) -> Duration {
    let least = span.milliseconds / Int64(max(1, places))
    return steps.first { $0.milliseconds >= least } ?? .days(400)
  }
}
