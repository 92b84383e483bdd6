import Codegen
import SLODSL

/// What the rules of slogen and of textbooks cost for the same counters.
package struct Comparison: Sendable {
  package let workload: Workload
  package let slogen: [MeasuredRule]
  /// What slogen itself says that its rules read, in samples a minute.
  package let arithmetic: Double
  package let textbookWindows: [MeasuredRule]
  /// On top of the windows.
  package let textbookAveragedPeriod: [MeasuredRule]
  /// On top of the windows.
  package let textbookRawPeriod: [MeasuredRule]

  /// The textbook's error ratios by `rate()`, with ascending windows.
  package var ratios: [MeasuredRule] {
    (textbookWindows + textbookRawPeriod).filter { $0.window > .zero }
  }

  /// Compares them for workloads of any sizes, all on one server.
  package static func measure(
    _ workloads: [Workload],
    program: String = "prometheus"
  ) async throws -> [Comparison] {
    let rulesets = try workloads.map(Rulesets.init)
    let state = try await SteadyState(of: rulesets.flatMap(\.all), program: program)
    var comparisons: [Comparison] = []
    for sets in rulesets {
      comparisons.append(
        Comparison(
          workload: sets.slogen.workload,
          slogen: try await state.measure(sets.slogen),
          arithmetic: try await state.arithmetic(of: sets.slogen),
          textbookWindows: try await state.measure(sets.windows),
          textbookAveragedPeriod: try await state.measure(sets.averagedPeriod),
          textbookRawPeriod: try await state.measure(sets.rawPeriod)
        )
      )
    }
    return comparisons
  }

  private struct Rulesets {
    let slogen: Ruleset
    let windows: Ruleset
    let averagedPeriod: Ruleset
    let rawPeriod: Ruleset
    var all: [Ruleset] { [slogen, windows, averagedPeriod, rawPeriod] }

    init(for workload: Workload) throws {
      slogen = try .slogen(for: workload)
      windows = try .textbookWindows(for: workload)
      averagedPeriod = try .textbookPeriod(.averaged, for: workload)
      rawPeriod = try .textbookPeriod(.raw, for: workload)
    }
  }
}

extension SteadyState {
  /// Samples a minute by slogen's own arithmetic, which knows what is read of each series and asks
  /// how many there are.
  package func arithmetic(of ruleset: Ruleset) async throws -> Double {
    guard let plan = ruleset.cost else { return .nan }
    var answers: [CostQuestion: Int] = [:]
    for question in plan.questions { answers[question] = try await answer(to: question) }
    let samples = plan.report(asked: answers).samples
    return samples.isComplete ? Double(samples.known.rounded(places: 3).decimalText) ?? .nan : .nan
  }
}

extension [MeasuredRule] {
  package var samplesPerMinute: Double { reduce(0) { $0 + $1.samplesPerMinute } }
  package var secondsPerMinute: Double { reduce(0) { $0 + $1.secondsPerMinute } }
  package var isExtrapolated: Bool { contains(where: \.isExtrapolated) }
}
