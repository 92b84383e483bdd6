/// Traffic that a service is put under on purpose, and the promises that it must keep meanwhile.
package struct LoadTest: Hashable, Sendable {
  /// Unlike all others of the service.
  package let name: String
  /// The first sentence of its documentation, or empty.
  package let summary: String
  /// The rest of its documentation, or empty.
  package let details: String
  /// Scheme and host, without a slash at the end; each run may name another.
  package let url: String
  /// The path that must answer before anything is sent.
  package let health: String
  /// In the order written; their weights share the rate.
  package let requests: [LoadRequest]
  /// Requests a second, all together.
  package let rate: ExactNumber
  /// How long the rate is held.
  package let duration: Duration
  /// After which a request counts as not answered.
  package let timeout: Duration
  /// What the network between the load generator and the service may add to a latency.
  package let allowance: Duration
  /// The first is the one that runs when nobody names another.
  package let profiles: [LoadProfile]
  package let origin: SourceRange

  package init(
    name: String,
    summary: String,
    details: String,
    url: String,
    health: String,
    requests: [LoadRequest],
    rate: ExactNumber,
    duration: Duration,
    timeout: Duration,
    allowance: Duration,
    profiles: [LoadProfile],
    origin: SourceRange
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.url = url
    self.health = health
    self.requests = requests
    self.rate = rate
    self.duration = duration
    self.timeout = timeout
    self.allowance = allowance
    self.profiles = profiles
    self.origin = origin
  }

  /// How many of the requests are one of these, as a share of one.
  package func share(of isMeant: (LoadRequest) -> Bool) -> ExactNumber {
    let weights = { (requests: [LoadRequest]) in requests.reduce(0) { $0 + $1.weight } }
    return ExactNumber(weights(requests.filter(isMeant))) / ExactNumber(max(1, weights(requests)))
  }

  /// The objectives that requests are judged by, each once, in the order in which they are covered.
  package var covered: [CoveredObjective] {
    var covered: [CoveredObjective] = []
    for objective in requests.flatMap(\.covers) where !covered.contains(objective) {
      covered.append(objective)
    }
    return covered
  }
}

/// One kind of requests.
package struct LoadRequest: Hashable, Sendable {
  package enum Method: String, Hashable, Sendable, CaseIterable {
    case get, head, options, post, put, patch, delete
    /// A WebSocket: a handshake, and then messages both ways.
    case socket
  }

  package let method: Method
  /// From the slash on.
  package let path: String
  /// How often it is sent, relative to the others.
  package let weight: Int
  package let headers: [LoadHeader]
  package let body: String?
  /// The statuses that the author expects; nil where he said nothing.
  package let statuses: StatusSet?
  /// What a response or a reply must contain.
  package let contains: String?
  /// What is said over a socket, and when; nil for anything else.
  package let conversation: Conversation?
  package let covers: [CoveredObjective]
  package let origin: SourceRange

  /// What is said over a socket. The first message behind a sent one is taken for its answer.
  package struct Conversation: Hashable, Sendable {
    package let message: String?
    /// Between two messages; nil for one at the beginning.
    package let interval: Duration?
    /// How long the connection is held.
    package let length: Duration

    package init(message: String?, interval: Duration?, length: Duration) {
      self.message = message
      self.interval = interval
      self.length = length
    }
  }

  package init(
    method: Method,
    path: String,
    weight: Int,
    headers: [LoadHeader],
    body: String?,
    statuses: StatusSet?,
    contains: String?,
    conversation: Conversation?,
    covers: [CoveredObjective],
    origin: SourceRange
  ) {
    self.method = method
    self.path = path
    self.weight = weight
    self.headers = headers
    self.body = body
    self.statuses = statuses
    self.contains = contains
    self.conversation = conversation
    self.covers = covers
    self.origin = origin
  }
}

/// A header of requests.
package struct LoadHeader: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case text(String)
    /// The path of a file that holds it; never part of what is generated.
    case secret(file: String)
  }

  package let name: String
  package let value: Value

  package init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

/// An objective that a request is an event of.
package struct CoveredObjective: Hashable, Sendable {
  /// How a client tells a good event from a bad one, as the indicator does at the server.
  package enum Judgement: Hashable, Sendable {
    /// Bad are these statuses, of those that are counted at all.
    case status(bad: StatusSet, counted: StatusSet)
    /// Good is what the request expects: its statuses, or the handshake of a socket.
    case expectation
    /// Good is an answer within so many milliseconds, of those with a status that is counted.
    case latency(milliseconds: ExactNumber, text: String, counted: StatusSet)
  }

  package let identity: SLOIdentity
  /// The values of the SLO's dimensions that the request belongs to, as far as they are said.
  package let group: [Label]
  /// That of the group.
  package let objective: GroupObjective
  package let judgement: Judgement

  package init(
    identity: SLOIdentity,
    group: [Label],
    objective: GroupObjective,
    judgement: Judgement
  ) {
    self.identity = identity
    self.group = group
    self.objective = objective
    self.judgement = judgement
  }

  /// The fewest events that can show the objective with 95 % confidence.
  package var sampleSize: Int { SampleSize.withoutFailure(showing: objective.ratio) }

  /// `tasks/availability`, with the group behind it: `tasks/availability (route=/search)`.
  package var text: String {
    guard !group.isEmpty else { return identity.text }
    return identity.text
      + " (\(group.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")))"
  }
}

/// HTTP statuses, ascending and without gaps between ranges.
package struct StatusSet: Hashable, Sendable {
  package let ranges: [ClosedRange<Int>]

  /// Every status that HTTP has.
  package static let domain = 100...599
  package static let all = StatusSet { _ in true }

  /// The statuses that are meant.
  package init(where isMeant: (Int) -> Bool) {
    var ranges: [ClosedRange<Int>] = []
    for status in Self.domain where isMeant(status) {
      if let last = ranges.last, last.upperBound == status - 1 {
        ranges[ranges.count - 1] = last.lowerBound...status
      } else {
        ranges.append(status...status)
      }
    }
    self.ranges = ranges
  }

  package var isEmpty: Bool { ranges.isEmpty }

  package func contains(_ status: Int) -> Bool { ranges.contains { $0.contains(status) } }

  /// `200–299, 304`
  package var text: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      .joined(separator: ", ")
  }
}

/// A shape of traffic over time, and for what it is run.
package struct LoadProfile: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Each request a few times: does the script fit the service?
    case smoke
    /// The rate, held: are the promises kept?
    case baseline
    /// More than the rate for a while, then the rate: are they kept again?
    case stress
    /// Much more at once, then the rate: are they kept again?
    case spike
    /// The rate for hours: are they still kept?
    case soak
    /// More and more: until when are they kept?
    case breakpoint

    /// How many times the rate it reaches where the author says nothing.
    package var usualPeak: Int {
      switch self {
      case .smoke, .baseline, .soak: 1
      case .stress: 2
      case .spike: 5
      case .breakpoint: 10
      }
    }
  }

  package let kind: Kind
  /// The highest rate, in requests a second.
  package let peak: ExactNumber
  /// How long it is held, or for a breakpoint how long the way there takes.
  package let duration: Duration

  package init(kind: Kind, peak: ExactNumber, duration: Duration) {
    self.kind = kind
    self.peak = peak
    self.duration = duration
  }
}
