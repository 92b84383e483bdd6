/// Samples of any time, written into a server that runs.
///
/// Blocks cannot hold the marks that a server leaves where a series ends, and without them every
/// instant selector sees five minutes further than it would have. Samples that are written can.
package enum RemoteWrite {
  /// A series as the protocol has it.
  package struct Series: Sendable {
    /// The name is the label `__name__`; by name.
    let labels: [(name: String, value: String)]
    /// In the order of their times, in milliseconds since 1970.
    var samples: [(time: Int64, value: Double)]

    package init(
      labels: [(name: String, value: String)],
      samples: [(time: Int64, value: Double)]
    ) {
      self.labels = labels
      self.samples = samples
    }
  }

  /// Flags of a server that takes what lies up to half a year behind its newest sample: it keeps
  /// all in one block that is not yet written, where each series has an order of its own.
  package static let flags = [
    "--web.enable-remote-write-receiver", "--storage.tsdb.min-block-duration=400d",
    "--storage.tsdb.max-block-duration=400d",
  ]

  /// Samples in one request, about.
  private static let pieceLength = 50_000

  /// The requests that hold the series.
  static func requests(for series: [Series]) -> [Loopback.Content] {
    var requests: [Loopback.Content] = []
    var message: [UInt8] = []
    var count = 0
    func finish() {
      guard count > 0 else { return }
      requests.append(request(message))
      message = []
      count = 0
    }
    for series in series {
      for start in stride(from: 0, to: series.samples.count, by: pieceLength) {
        let piece = series.samples[start..<min(start + pieceLength, series.samples.count)]
        message.appendField(1, bytes(of: series.labels, piece))
        count += piece.count
        if count >= pieceLength { finish() }
      }
    }
    finish()
    return requests
  }

  private static func request(_ message: [UInt8]) -> Loopback.Content {
    Loopback.Content(
      headers: [
        ("Content-Type", "application/x-protobuf"), ("Content-Encoding", "snappy"),
        ("X-Prometheus-Remote-Write-Version", "0.1.0"),
      ],
      bytes: uncompressed(message)
    )
  }

  // MARK: Protocol buffers

  /// `TimeSeries`: labels are field 1, samples field 2, each with its value as 1 and its time as 2.
  private static func bytes(
    of labels: [(name: String, value: String)],
    _ samples: ArraySlice<(time: Int64, value: Double)>
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(samples.count * 18 + 200)
    for label in labels {
      var pair: [UInt8] = []
      pair.appendField(1, Array(label.name.utf8))
      pair.appendField(2, Array(label.value.utf8))
      bytes.appendField(1, pair)
    }
    for sample in samples {
      let time = UInt64(bitPattern: sample.time)
      bytes.append(2 << 3 | 2)
      // A key, eight bytes, a key and the time.
      bytes.append(UInt8(10 + length(ofVarint: time)))
      bytes.append(1 << 3 | 1)
      bytes.appendLittleEndian(sample.value.bitPattern, count: 8)
      bytes.append(2 << 3)
      bytes.appendVarint(time)
    }
    return bytes
  }

  private static func length(ofVarint number: UInt64) -> Int {
    max(1, (UInt64.bitWidth - number.leadingZeroBitCount + 6) / 7)
  }

  // MARK: Snappy

  /// The format without its point: literals of at most 64 KiB, tag 61 with a length of two bytes.
  private static func uncompressed(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count + content.count / 1000 + 16)
    bytes.appendVarint(UInt64(content.count))
    for start in stride(from: 0, to: content.count, by: 1 << 16) {
      let piece = content[start..<min(start + 1 << 16, content.count)]
      bytes.append(61 << 2)
      bytes.appendLittleEndian(UInt64(piece.count - 1), count: 2)
      bytes += piece
    }
    return bytes
  }
}

extension PrometheusAPI {
  /// Adds samples to a server that was started with `RemoteWrite.flags`.
  package func write(_ series: [RemoteWrite.Series]) async throws {
    for content in RemoteWrite.requests(for: series) {
      let answer = try await Loopback.request("/api/v1/write", posting: content, port: port)
      guard answer.status == 204 || answer.status == 200 else {
        let message = String(decoding: answer.body, as: UTF8.self)
        throw Refusal(query: "a write of samples", message: "\(answer.status): \(message)")
      }
    }
  }
}
