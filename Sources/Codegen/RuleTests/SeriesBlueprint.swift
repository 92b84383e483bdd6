import SLODSL

/// A series of a rule test before traffic gives it samples.
struct SeriesBlueprint: Hashable, Sendable {
  /// What the series shows of the traffic.
  enum Role: Hashable, Sendable {
    /// A counter of all events.
    case allEvents
    /// A counter of the good events.
    case goodEvents
    /// A counter of the failing events.
    case failedEvents
    /// A counter that never grows.
    case idle
    /// A gauge, and what it shows in a good and in a bad slice.
    case gauge(good: GaugeReading, bad: GaugeReading)
    /// The target can be scraped.
    case up
  }

  let metric: String
  /// Without the name; each once.
  let labels: [Label]
  let role: Role

  /// The same series of another target.
  func replacing(_ label: String, with value: String) -> SeriesBlueprint {
    SeriesBlueprint(
      metric: metric,
      labels: labels.map { $0.name == label ? Label(label, value) : $0 },
      role: role
    )
  }

  /// `name{label="value",…}` as a test file writes it.
  var seriesText: String {
    let matchers = labels.map { $0.name + "=" + quoted($0.value) }
    return metric + "{" + matchers.joined(separator: ",") + "}"
  }
}

/// A series that only takes part where every counter of a sum has its turn.
struct FurtherSeries: Hashable, Sendable {
  let series: SeriesBlueprint
  /// Whether it is part of the total; otherwise what it counts is in another counter of the total.
  let isEvent: Bool
  /// Whether its events have failed.
  let isFailure: Bool
}

/// What a gauge shows at a scrape.
enum GaugeReading: Hashable, Sendable {
  case value(ExactNumber)
  /// The time of the scrape plus so many seconds: a timestamp that keeps its distance.
  case now(plus: ExactNumber)
  case missing
}

/// A string literal of PromQL.
func quoted(_ text: String) -> String {
  var quoted = "\""
  for character in text.unicodeScalars {
    switch character {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    default: quoted.unicodeScalars.append(character)
    }
  }
  return quoted + "\""
}

/// The series of one group of an SLO, or why none can be made.
enum GroupBlueprint: Hashable, Sendable {
  case series([SeriesBlueprint])
  /// A sentence's end: `… because the regular expression of "path" is not understood`.
  case impossible(String)
}

extension SeriesBlueprint {
  /// The samples of this series during a traffic.
  func samples(of traffic: Traffic, grid: ScrapeGrid) -> SampleSequence {
    var samples = SampleSequence()
    let base = ExactNumber(Self.startOfCounters(for: traffic, grid: grid))
    var value: ExactNumber?
    var tick = 0
    var groupExisted = false
    for run in traffic.runs {
      tick += run.ticks
      let scrapes = samples.count..<max(samples.count, grid.scrapes(ofTick: tick).upperBound)
      guard exists(in: run.presence) else {
        samples.appendMissing(count: scrapes.count)
        value = nil
        groupExisted = groupExisted || run.presence != .none
        continue
      }
      // A counter that is born beside older series starts at 0; others have long been counting.
      var current = value ?? (groupExisted && run.presence != .none ? .zero : base)
      if let step = run.uniformStep {
        append(step, scrapes: scrapes, isNew: value == nil, from: &current, to: &samples, grid)
      } else {
        append(run, scrapes: scrapes, from: &current, to: &samples, grid)
      }
      value = current
      groupExisted = true
    }
    return samples
  }

  /// Appends scrapes that all find the same.
  private func append(
    _ step: Traffic.Step,
    scrapes: Range<Int>,
    isNew: Bool,
    from value: inout ExactNumber,
    to samples: inout SampleSequence,
    _ grid: ScrapeGrid
  ) {
    switch role {
    case .gauge(let good, let bad):
      append(step.errors > 0 ? bad : good, scrapes: scrapes, to: &samples, grid)
    case .up:
      samples.append(.one, count: scrapes.count)
    case .allEvents, .goodEvents, .failedEvents, .idle:
      let growth = ExactNumber(growth(at: step))
      // The first sample of a long-lived counter is its start; it has grown before.
      let first = isNew && value != .zero ? value : value + growth
      samples.append(first, growingBy: growth, count: scrapes.count)
      if !scrapes.isEmpty { value = first + growth * ExactNumber(scrapes.count - 1) }
    }
  }

  /// Appends scrapes that differ.
  private func append(
    _ run: Traffic.Run,
    scrapes: Range<Int>,
    from value: inout ExactNumber,
    to samples: inout SampleSequence,
    _ grid: ScrapeGrid
  ) {
    let firstPlace = grid.scrapes(ofTick: 0).lowerBound
    for scrape in scrapes {
      let step = run.step((scrape - firstPlace) % grid.scrapesPerTick)
      if step.restarts { value = .zero }
      value = value + ExactNumber(growth(at: step))
      guard step.isScraped else {
        role == .up ? samples.append(.zero, count: 1) : samples.appendMissing(count: 1)
        continue
      }
      switch role {
      case .up: samples.append(.one, count: 1)
      case .gauge(let good, let bad):
        append(step.errors > 0 ? bad : good, scrapes: scrape..<scrape + 1, to: &samples, grid)
      case .allEvents, .goodEvents, .failedEvents, .idle: samples.append(value, count: 1)
      }
    }
  }

  private func append(
    _ reading: GaugeReading,
    scrapes: Range<Int>,
    to samples: inout SampleSequence,
    _ grid: ScrapeGrid
  ) {
    switch reading {
    case .missing: samples.appendMissing(count: scrapes.count)
    case .value(let value): samples.append(value, count: scrapes.count)
    case .now(let seconds):
      let step = grid.timing.scrape.seconds
      samples.append(
        step * ExactNumber(scrapes.lowerBound) + seconds,
        growingBy: step,
        count: scrapes.count
      )
    }
  }

  private func growth(at step: Traffic.Step) -> Int {
    switch role {
    case .allEvents: step.events
    case .goodEvents: step.events - step.errors
    case .failedEvents: step.errors
    case .idle, .gauge, .up: 0
    }
  }

  private func exists(in presence: Traffic.Presence) -> Bool {
    switch presence {
    case .all: true
    case .withoutErrorSeries: role != .failedEvents
    case .withoutGoodSeries: role != .goodEvents
    case .none: false
    }
  }

  /// A start so high that `rate` never sees a counter near 0, where it extrapolates less.
  private static func startOfCounters(for traffic: Traffic, grid: ScrapeGrid) -> Int {
    let largest = traffic.runs.flatMap(\.steps).reduce(0) { max($0, $1.events) }
    var start = 1000
    while start < largest * (grid.scrapesPerTick + 1) * 4, start < 1_000_000_000_000_000 {
      start *= 10
    }
    return start
  }
}
