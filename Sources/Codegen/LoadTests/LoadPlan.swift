package import SLODSL

/// What a load test does and what it demands, in numbers.
package struct LoadPlan: Hashable, Sendable {
  package let service: String
  package let load: LoadTest
  /// What requests are judged by, in the order in which they are covered.
  package let objectives: [LoadObjective]
  /// Requests with the names under which runs report them, each its own.
  package let requests: [NamedRequest]
  package let profiles: [ProfilePlan]

  package struct NamedRequest: Hashable, Sendable {
    /// `GET /tasks`
    package let name: String
    package let request: LoadRequest
  }

  package init(for load: LoadTest, of service: Service) {
    self.service = service.name
    self.load = load
    objectives = LoadObjective.objectives(of: load)
    requests = Self.named(load.requests)
    let planner = ProfilePlanner(load: load, objectives: objectives)
    profiles = load.profiles.map(planner.plan)
  }

  /// Every load test of a model.
  package static func plans(for model: Model) -> [LoadPlan] {
    model.services.flatMap { service in service.loads.map { LoadPlan(for: $0, of: service) } }
  }

  /// A number behind the name tells requests of one method and path apart.
  private static func named(_ requests: [LoadRequest]) -> [NamedRequest] {
    var seen: [String: Int] = [:]
    return requests.map { request in
      let method = request.method == .socket ? "WebSocket" : request.method.rawValue.uppercased()
      let name = method + " " + request.path
      seen[name, default: 0] += 1
      let count = seen[name] ?? 1
      return NamedRequest(name: count == 1 ? name : "\(name) (\(count))", request: request)
    }
  }
}

/// An objective as a run measures it.
package struct LoadObjective: Hashable, Sendable {
  package let covered: CoveredObjective
  /// Ends the names of its metrics: `availability`, in `slo_good_availability`.
  package let suffix: String
  /// What an answer may take for the client, in milliseconds: the bound of the indicator and what
  /// the network may add. Nil where time does not matter.
  package let bound: ExactNumber?
  /// Events a second while the rate is held.
  package let rate: ExactNumber

  /// Good events, as a share.
  package var goodMetric: String { "slo_good_" + suffix }
  /// All events, counted.
  package var eventsMetric: String { "slo_events_" + suffix }
  /// Milliseconds until the answer.
  package var durationMetric: String { "slo_duration_" + suffix }

  /// The share of good events below which the fastest page would fire; nil for an SLO that pages
  /// nobody.
  package var pageLevel: ExactNumber? {
    let factors = covered.objective.pairs.filter { $0.severity == .page }.map(\.factor)
    return factors.max().map { .one - $0 * covered.objective.budget }
  }

  static func objectives(of load: LoadTest) -> [LoadObjective] {
    var taken: Set<String> = []
    return load.covered.map { covered in
      let words = [covered.identity.name] + covered.group.map(\.value)
      let suffix = unused(slug(of: words.joined(separator: "_")), &taken)
      var bound: ExactNumber?
      if case .latency(let milliseconds, _, _) = covered.judgement {
        bound = milliseconds + load.allowance.seconds * ExactNumber(1000)
      }
      return LoadObjective(
        covered: covered,
        suffix: suffix,
        bound: bound,
        rate: load.rate * load.share { $0.covers.contains(covered) }
      )
    }
  }

  /// k6 takes letters, digits and `_` for the names of metrics, at most 128 of them.
  private static func slug(of text: String) -> String {
    let bytes = text.lowercased().utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    let slug = bytes.split(separator: UInt8(ascii: "_"))
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "_")
    guard slug.utf8.count > 80 else { return slug }
    let head = String(decoding: slug.utf8.prefix(71), as: UTF8.self)
    return head + "_" + BoundedName.hexadecimal(of: text)
  }

  private static func unused(_ name: String, _ taken: inout Set<String>) -> String {
    var candidate = name
    var count = 1
    while !taken.insert(candidate).inserted {
      count += 1
      candidate = "\(name)_\(count)"
    }
    return candidate
  }
}

/// A profile as scenarios that follow each other.
package struct ProfilePlan: Hashable, Sendable {
  package let profile: LoadProfile
  package let scenarios: [LoadScenario]
}

/// Traffic of one shape, and what must hold of it.
package struct LoadScenario: Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    /// Each request so many times, one after the other, in at most so long.
    case rounds(Int, limit: Duration)
    /// Requests as they come, whether or not earlier ones have been answered: an open model, so a
    /// service that slows down gets no fewer of them.
    case arrivals(from: ExactNumber, [Stage], VirtualUsers)
  }

  /// A change of the rate over time, in a straight line.
  package struct Stage: Hashable, Sendable {
    /// The rate at its end, in requests a second.
    package let rate: ExactNumber
    package let duration: Duration
  }

  /// How many requests may be on their way at once.
  package struct VirtualUsers: Hashable, Sendable {
    package let prepared: Int
    package let most: Int
  }

  package let name: String
  package let start: Duration
  package let shape: Shape
  /// After the last stage, until whoever still waits for an answer is cut off.
  package let patience: Duration
  package let thresholds: [LoadThreshold]
  /// The fewest requests that must have been judged, where durations are not scaled.
  package let requests: Int

  package var duration: Duration {
    switch shape {
    case .rounds(_, let limit): limit
    case .arrivals(_, let stages, _): stages.reduce(.zero) { $0 + $1.duration }
    }
  }
}

/// What must hold of a metric, in the words of k6.
package struct LoadThreshold: Hashable, Sendable {
  package enum Rule: Hashable, Sendable {
    case rateAtLeast(ExactNumber)
    case countAtLeast(Int)
    case countIs(Int)
    /// The share of events, and the milliseconds within which they are answered.
    case percentile(ExactNumber, atMost: ExactNumber)
  }

  package let metric: String
  package let rule: Rule
  /// Ends the run as soon as it is broken, but not in the first so many seconds.
  package let stopsAfter: Duration?

  init(_ metric: String, _ rule: Rule, stopsAfter: Duration? = nil) {
    self.metric = metric
    self.rule = rule
    self.stopsAfter = stopsAfter
  }
}
