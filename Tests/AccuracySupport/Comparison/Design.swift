import Codegen
import SLODSL
import ServerSupport

/// Ways to estimate error ratios from counters.
package enum Design: Hashable, Sendable, CaseIterable {
  /// The rules that slogen generates.
  case generated
  /// `rate` of the raw counters over the whole window, whenever somebody asks.
  case wholeWindow
  /// The mean of ratios recorded every minute, each over five minutes.
  case averagedRatios
}

/// The textbook's expressions, for the metric of the simulation.
enum Textbook {
  static let recordedRatio = "textbook:ratio_rate5m"

  /// Errors / events of a window, from the raw counters.
  static func ratio(over window: Duration) -> String {
    let selected = #"\#(Simulation.metric){job="\#(Simulation.job)""#
    return #"sum(rate(\#(selected),code=~"5.."}[\#(window.text)]))"#
      + " / sum(rate(\(selected)}[\(window.text)]))"
  }

  static func meanRatio(over window: Duration) -> String {
    "avg_over_time(\(recordedRatio)[\(window.text)])"
  }
}

/// Values of an expression at moments.
struct Curve {
  private var values: [Int64: Double] = [:]

  /// Asks a server at every step.
  init(
    _ expression: String,
    from start: Int64,
    through end: Int64,
    every step: Int64,
    of api: PrometheusAPI
  ) async throws {
    let answer = try await api.range(
      expression,
      from: Double(start) / 1000,
      through: Double(end) / 1000,
      every: Double(step) / 1000
    )
    for point in answer.series.first?.points ?? [] {
      values[Int64((point.time * 1000).rounded())] = point.value
    }
  }

  subscript(time: Int64) -> Double? { values[time] }

  var samples: [Sample] {
    values.sorted { $0.key < $1.key }.map { Sample(time: $0.key, value: $0.value) }
  }
}
