/// What rules cost a Prometheus by its own account: `make cost`.
@main struct Cost {
  private static let day = 86_400

  /// Small ones have counters of a whole month, so that all is measured; of the others a day is
  /// measured, and what longer ranges read is extrapolated from it.
  private static let workloads = [
    Workload(count: 1, past: 31 * day), Workload(count: 6, past: 31 * day),
    Workload(count: 60, past: day + 3600), Workload(count: 600, past: day + 3600),
  ]

  static func main() async throws {
    let tables = CostTables(comparisons: try await Comparison.measure(workloads))
    print("Samples that the rules of one SLO over 30 days read a minute; a third are failures.")
    print("The textbook's rules are evaluated every minute.\n")
    print(tables.cost)
    print(tables.linearity)
    print("~ extrapolated from a day: linear in series and window, as the last table shows.")
  }
}
