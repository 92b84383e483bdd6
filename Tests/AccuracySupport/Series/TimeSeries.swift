/// A value at a moment.
package struct Sample: Hashable, Sendable {
  /// Milliseconds since 1970.
  package let time: Int64
  package let value: Double

  package init(time: Int64, value: Double) {
    self.time = time
    self.value = value
  }

  /// The mark that a series has ended: a NaN that no arithmetic makes (`value.StaleNaN`).
  package static let staleBits: UInt64 = 0x7FF0_0000_0000_0002

  package static func stale(at time: Int64) -> Sample {
    Sample(time: time, value: Double(bitPattern: staleBits))
  }

  package var isStale: Bool { value.bitPattern == Self.staleBits }

  // A mark is a NaN, and equal to itself.
  package static func == (left: Sample, right: Sample) -> Bool {
    left.time == right.time && left.value.bitPattern == right.value.bitPattern
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(time)
    hasher.combine(value.bitPattern)
  }
}

/// A series as a server stores it.
package struct TimeSeries: Hashable, Sendable {
  package let labels: SeriesIdentity
  /// In the order of their times, each once.
  package private(set) var samples: [Sample]

  package init(_ labels: SeriesIdentity, _ samples: [Sample] = []) {
    self.labels = labels
    self.samples = samples
  }

  package mutating func append(_ sample: Sample) {
    precondition(samples.last.map { $0.time < sample.time } ?? true, "samples are in order")
    samples.append(sample)
  }

  /// The number of samples at or before a moment.
  func count(through time: Int64) -> Int {
    var low = 0
    var high = samples.count
    while low < high {
      let middle = (low + high) / 2
      if samples[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The newest sample in a stretch of time; nil when it is a mark that the series has ended.
  func newest(in range: ClosedRange<Int64>) -> Sample? {
    let count = count(through: range.upperBound)
    guard count > 0 else { return nil }
    let sample = samples[count - 1]
    return sample.time < range.lowerBound || sample.isStale ? nil : sample
  }

  /// The samples in a stretch of time, marks left out.
  func samples(in range: ClosedRange<Int64>) -> [Sample] {
    let first = count(through: range.lowerBound - 1)
    let behind = count(through: range.upperBound)
    guard first < behind else { return [] }
    return samples[first..<behind].filter { !$0.isStale }
  }
}
