/// Why nothing came of a connection.
enum NetworkError: Error, Hashable, Sendable {
  /// A lower-case clause.
  case failed(String)
  /// The moment came until which was waited.
  case timedOut
  /// The user asked slogen to end.
  case interrupted

  var reason: String {
    switch self {
    case .failed(let reason): reason
    case .timedOut: "no answer in time"
    case .interrupted: "interrupted"
    }
  }
}

/// Until when something is waited for; clocks that people set do not move it.
typealias Deadline = ContinuousClock.Instant
