import Foundation

/// A page of one family of native histograms, which the text formats cannot show.
///
/// It is an `io.prometheus.client.MetricFamily` with its length in front.
package struct NativeHistogramPage {
  /// Buckets whose bounds are a factor of 2^(1/8) apart: `factor: 1.1` of client libraries.
  private static let schema = 3

  /// The values that one series has seen.
  package struct Series: Sendable {
    let labels: [(name: String, value: String)]
    private(set) var count = 0
    private(set) var sum = 0.0
    private(set) var zeroes = 0
    private(set) var buckets: [Int: Int] = [:]

    package init(labels: [(name: String, value: String)]) {
      self.labels = labels
    }

    /// - Parameters:
    ///   - value: not negative.
    package mutating func observe(_ value: Double) {
      count += 1
      sum += value
      guard value > 0 else {
        zeroes += 1
        return
      }
      buckets[Int((log2(value) * Double(1 << schema)).rounded(.up)), default: 0] += 1
    }
  }

  private let name: String
  private let series: [Series]

  package init(_ name: String, _ series: [Series]) {
    self.name = name
    self.series = series
  }

  package var page: Exporter.Page {
    Exporter.Page(
      contentType: "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
        + " encoding=delimited",
      bytes: bytes
    )
  }

  private var bytes: [UInt8] {
    var family: [UInt8] = []
    family.appendField(1, Array(name.utf8))
    family.appendField(3, 4)  // HISTOGRAM
    for series in series { family.appendField(4, Self.metric(series)) }
    var page: [UInt8] = []
    page.appendVarint(UInt64(family.count))
    return page + family
  }

  private static func metric(_ series: Series) -> [UInt8] {
    var metric: [UInt8] = []
    for label in series.labels {
      var pair: [UInt8] = []
      pair.appendField(1, Array(label.name.utf8))
      pair.appendField(2, Array(label.value.utf8))
      metric.appendField(1, pair)
    }
    metric.appendField(7, histogram(series))
    return metric
  }

  private static func histogram(_ series: Series) -> [UInt8] {
    var histogram: [UInt8] = []
    histogram.appendField(1, UInt64(series.count))
    histogram.appendField(2, double: series.sum)
    histogram.appendField(5, zigzag: Int64(schema))
    histogram.appendField(6, double: 0x1p-128)
    histogram.appendField(7, UInt64(series.zeroes))
    let used = series.buckets.keys.sorted()
    guard let first = used.first, let last = used.last else { return histogram }
    // One span from the first bucket to the last, each bucket as the difference to the one before.
    var span: [UInt8] = []
    span.appendField(1, zigzag: Int64(first))
    span.appendField(2, UInt64(last - first + 1))
    histogram.appendField(12, span)
    var before = 0
    for index in first...last {
      let count = series.buckets[index] ?? 0
      histogram.appendField(13, zigzag: Int64(count - before))
      before = count
    }
    return histogram
  }
}
