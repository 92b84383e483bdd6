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

  /// `name{label="value",…}` as a test file writes it.
  var seriesText: String {
    let matchers = labels.map { $0.name + "=" + quoted($0.value) }
    return metric + "{" + matchers.joined(separator: ",") + "}"
  }
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
      let first = samples.count
      tick += run.ticks
      let end = max(first, grid.scrapes(ofTick: tick).upperBound)
      guard exists(in: run.presence) else {
        samples.appendMissing(count: end - first)
        value = nil
        groupExisted = groupExisted || run.presence != .none
        continue
      }
      // A counter that is born beside older series starts at 0; others have long been counting.
      var current = value ?? (groupExisted && run.presence != .none ? .zero : base)
      append(run, scrapes: first..<end, isNew: value == nil, from: &current, to: &samples, grid)
      value = current
      groupExisted = true
    }
    return samples
  }

  private func append(
    _ run: Traffic.Run,
    scrapes: Range<Int>,
    isNew: Bool,
    from value: inout ExactNumber,
    to samples: inout SampleSequence,
    _ grid: ScrapeGrid
  ) {
    if case .gauge(let good, let bad) = role {
      let reading = (run.steps.first?.errors ?? 0) > 0 ? bad : good
      append(reading, scrapes: scrapes, to: &samples, grid)
      return
    }
    guard role != .up else {
      samples.append(.one, count: scrapes.count)
      return
    }
    if run.steps.count <= 1 {
      let step = ExactNumber(growth(at: run.step(0)))
      // The first sample of a long-lived counter is its start; it has grown before.
      let first = isNew && value != .zero ? value : value + step
      samples.append(first, growingBy: step, count: scrapes.count)
      if !scrapes.isEmpty { value = first + step * ExactNumber(scrapes.count - 1) }
      return
    }
    for scrape in scrapes {
      let place = scrape - grid.scrapes(ofTick: 0).lowerBound
      let step = ExactNumber(growth(at: run.step(place % grid.scrapesPerTick)))
      value = value + step
      samples.append(value, count: 1)
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
