import SLODSL
import TestSupport

/// What a server stores of a target that it reads every few seconds.
struct ScrapeLog {
  /// A counter as a page of metrics shows it.
  struct Exposed {
    /// Its place among the counters of the target.
    let counter: Int
    let labels: [Label]
    let count: Int
  }

  private let scraping: Scraping
  private let start: Int64
  private var random: SplitMix
  private var instance = ""
  /// Milliseconds since the beginning: when the target is due without jitter, and with it.
  private var slot: Int64
  private var due: Int64
  private var series: [SeriesIdentity: TimeSeries] = [:]
  /// The series of the counters under the present name.
  private var labels: [Int: SeriesIdentity] = [:]
  /// The counters that the last scrape showed, unless the server was started since.
  private var shown: Set<Int> = []
  private var isUpKnown = false

  init(seed: UInt64, _ scraping: Scraping, from start: Int64, known: Range<Int>) {
    self.scraping = scraping
    self.start = start
    random = SplitMix(seed: seed)
    let phases = scraping.interval / scraping.phaseUnit
    let phase = Int64.random(in: 0..<phases, using: &random) * scraping.phaseUnit
    let first = Int64(known.lowerBound) * 1000
    let period = (first - phase + scraping.interval - 1) / scraping.interval
    slot = phase + period * scraping.interval
    due = slot
    jitter()
  }

  var stored: [TimeSeries] { series.values.sorted { $0.labels < $1.labels } }

  /// Whether the target is read before the second is over.
  func isDue(at second: Int) -> Bool { due < Int64(second + 1) * 1000 }

  /// Reads the target; nil is a program that does not run.
  mutating func scrape(_ page: [Exposed]?) {
    let second = Int(due / 1000)
    let isMissed = unit() < scraping.misses
    if scraping.outages.contains(where: { $0.contains(second) }) {
      shown = []
      isUpKnown = false
    } else {
      let isFailed = isMissed || scraping.gaps.contains { $0.contains(second) }
      store(isFailed ? nil : page)
    }
    slot += scraping.interval
    due = slot
    jitter()
  }

  private mutating func store(_ page: [Exposed]?) {
    append(page == nil ? 0 : 1, to: up)
    isUpKnown = true
    let counters = page ?? []
    for counter in counters {
      append(Double(counter.count), to: name(of: counter))
    }
    let present = Set(counters.map(\.counter))
    end(shown.subtracting(present))
    shown = present
  }

  /// The target has another name from now on, and with it other series.
  mutating func rename(to instance: String) {
    if !self.instance.isEmpty { end() }
    self.instance = instance
    labels = [:]
  }

  /// Nobody scrapes the target again: the server marks its series at the scrape that would have
  /// been next.
  mutating func end() {
    end(shown)
    if isUpKnown { series[up]?.append(.stale(at: start + due)) }
    shown = []
    isUpKnown = false
  }

  private mutating func end(_ counters: Set<Int>) {
    for counter in counters.sorted() {
      guard let labels = labels[counter] else { continue }
      series[labels]?.append(.stale(at: start + due))
    }
  }

  private var up: SeriesIdentity {
    SeriesIdentity("up", ["job": Simulation.job, "instance": instance])
  }

  private mutating func name(of counter: Exposed) -> SeriesIdentity {
    if let known = labels[counter.counter] { return known }
    let name = SeriesIdentity(Simulation.metric, ["job": Simulation.job, "instance": instance])
      .setting(counter.labels)
    labels[counter.counter] = name
    return name
  }

  private mutating func append(_ value: Double, to labels: SeriesIdentity) {
    series[labels, default: TimeSeries(labels)].append(Sample(time: start + due, value: value))
  }

  private mutating func jitter() {
    guard scraping.jitter > 0 else { return }
    due += Int64.random(in: -scraping.jitter...scraping.jitter, using: &random)
    due = max(due, 0)
  }

  /// From 0 to 1.
  private mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
}
