import Foundation

/// The queries that a server answers over HTTP, with what they cost it.
package struct PrometheusAPI: Sendable {
  /// What the server says instead of an answer.
  package struct Refusal: Error, CustomStringConvertible {
    package let query: String
    package let message: String
    package var description: String { "\(message)\nin \(query)" }
  }

  package let port: UInt16

  package func isReady() async -> Bool {
    (try? await Loopback.request("/-/ready", port: port))?.status == 200
  }

  /// An expression at one moment.
  ///
  /// - Parameters:
  ///   - time: seconds since 1970; nil is now.
  package func instant(_ query: String, at time: Double? = nil) async throws -> QueryAnswer {
    var form = [(name: "query", value: query)]
    if let time { form.append((name: "time", value: Self.text(time))) }
    return try await ask("/api/v1/query", form, query)
  }

  /// An expression at every step from one moment to another, both included.
  ///
  /// A server answers 11,000 steps at most, so more are asked for in several pieces.
  package func range(
    _ query: String,
    from start: Double,
    through end: Double,
    every step: Double
  ) async throws -> QueryAnswer {
    var answer = QueryAnswer(series: [], statistics: .zero)
    var piece = start
    while piece <= end {
      let last = min(end, piece + 9_999 * step)
      let form = [
        (name: "query", value: query), (name: "start", value: Self.text(piece)),
        (name: "end", value: Self.text(last)), (name: "step", value: Self.text(step)),
      ]
      answer.append(try await ask("/api/v1/query_range", form, query))
      piece += 10_000 * step
    }
    return answer
  }

  private func ask(
    _ path: String,
    _ form: [(name: String, value: String)],
    _ query: String
  ) async throws -> QueryAnswer {
    let form = form + [(name: "stats", value: "all")]
    let answer = try await Loopback.request(path, posting: .form(form), port: port)
    guard answer.status == 200 else {
      let message = String(decoding: answer.body, as: UTF8.self)
      throw Refusal(query: query, message: "\(answer.status): \(message)")
    }
    return try JSONDecoder().decode(QueryAnswer.self, from: Data(answer.body))
  }

  /// Seconds with milliseconds, never as an exponent.
  private static func text(_ seconds: Double) -> String {
    String(format: "%.3f", seconds)
  }
}
