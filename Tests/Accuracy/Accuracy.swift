import AccuracySupport
import Foundation

/// Measures how far generated rules are from the truth: `make accuracy`.
///
/// Options are `name=value`: `only` (part of a scenario's name), `jobs` (scenarios at a time),
/// `prometheus` (the server that evaluates).
@main struct Accuracy {
  static func main() async {
    do {
      try await run()
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func run() async throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    let scenarios = Scenario.all.filter {
      options.only.isEmpty || $0.name.contains(options.only)
    }
    let start = Date()
    let measurements = try await measure(scenarios, options)
    let tables = AccuracyTables(measurements)
    print("Budget: mean error in percentage points (bias in brackets)\n\n\(tables.budget)")
    print("Burn rates: mean error, slogen / `rate` over the window\n\n\(tables.windows)")
    print("Alerts: probes that should fire: −missed +wrong\n\n\(tables.alerts)")
    let worst = measurements.map(\.replayDifference).max() ?? 0
    print("Largest difference between replay and server: \(worst)")
    print("Took \(Int(Date().timeIntervalSince(start))) s")
  }

  /// The measurements in the order of the scenarios, some at a time.
  private static func measure(
    _ scenarios: [Scenario],
    _ options: Options
  ) async throws -> [AccuracyMeasurement] {
    try await withThrowingTaskGroup(of: (Int, AccuracyMeasurement).self) { group in
      var found: [Int: AccuracyMeasurement] = [:]
      var next = 0
      while found.count < scenarios.count {
        while next < scenarios.count, next - found.count < options.jobs {
          let (index, scenario) = (next, scenarios[next])
          group.addTask {
            (index, try await AccuracyMeasurement.measure(scenario, server: options.prometheus))
          }
          next += 1
        }
        guard let (index, measurement) = try await group.next() else { break }
        found[index] = measurement
        FileHandle.standardError.write(Data("\(measurement.scenario)\n".utf8))
      }
      return found.sorted { $0.key < $1.key }.map(\.value)
    }
  }
}

/// The command line, understood.
struct Options: Sendable {
  struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var only = ""
  private(set) var jobs = 2
  private(set) var prometheus = "prometheus"

  init(_ arguments: ArraySlice<String>) throws {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      switch (parts.first, parts.last) {
      case ("only", let text?): only = text
      case ("prometheus", let text?): prometheus = text
      case ("jobs", let text?):
        guard let count = Int(text), count > 0 else { fallthrough }
        jobs = count
      default: throw Misuse(description: "\(argument) cannot be meant")
      }
    }
  }
}
