/// Series that a query has, and what it cost the server to find them.
package struct QueryAnswer: Sendable {
  /// One value at one moment.
  package struct Point: Hashable, Sendable {
    /// Seconds since 1970.
    package let time: Double
    package let value: Double
  }

  package struct Series: Sendable {
    /// The name is the label `__name__`.
    package let labels: [String: String]
    package var points: [Point]

    /// The value of an instant query.
    package var value: Double { points.last?.value ?? .nan }
  }

  /// The server's own account of a query.
  package struct Statistics: Hashable, Sendable {
    /// `totalQueryableSamples`: every sample that an evaluation reads, once for each step.
    package var samples: Int
    /// Samples in memory at the same time, at most.
    package var peakSamples: Int
    /// Seconds of evaluation, waiting for a place in the queue left out.
    package var evaluation: Double

    package static let zero = Self(samples: 0, peakSamples: 0, evaluation: 0)
  }

  package private(set) var series: [Series]
  package private(set) var statistics: Statistics

  init(series: [Series], statistics: Statistics) {
    self.series = series
    self.statistics = statistics
  }

  /// Adds what the same query has later.
  mutating func append(_ later: QueryAnswer) {
    var places: [[String: String]: Int] = [:]
    for (index, known) in series.enumerated() { places[known.labels] = index }
    for next in later.series {
      if let place = places[next.labels] {
        series[place].points += next.points
      } else {
        series.append(next)
      }
    }
    statistics.samples += later.statistics.samples
    statistics.peakSamples = max(statistics.peakSamples, later.statistics.peakSamples)
    statistics.evaluation += later.statistics.evaluation
  }
}

extension QueryAnswer: Decodable {
  private struct Envelope: Decodable {
    struct Body: Decodable {
      let result: Result
      /// Other servers than Prometheus keep no account.
      let stats: Statistics?
    }

    let data: Body
  }

  private enum Result: Decodable {
    case series([Series])
    case scalar(Point)

    init(from decoder: any Decoder) throws {
      if let point = try? Point(from: decoder) {
        self = .scalar(point)
      } else {
        self = .series(try [Series](from: decoder))
      }
    }
  }

  package init(from decoder: any Decoder) throws {
    let body = try Envelope(from: decoder).data
    switch body.result {
    case .series(let series): self.series = series
    case .scalar(let point): series = [Series(labels: [:], points: [point])]
    }
    statistics = body.stats ?? .zero
  }
}

extension QueryAnswer.Point: Decodable {
  /// `[1700000000.5, "NaN"]`.
  package init(from decoder: any Decoder) throws {
    var pair = try decoder.unkeyedContainer()
    time = try pair.decode(Double.self)
    let text = try pair.decode(String.self)
    guard let value = Double(text) else {
      throw DecodingError.dataCorruptedError(in: pair, debugDescription: "\(text) is no number")
    }
    self.value = value
  }
}

extension QueryAnswer.Series: Decodable {
  private enum Key: CodingKey {
    case metric, value, values
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    labels = try members.decode([String: String].self, forKey: .metric)
    // Native histograms have neither.
    if let point = try members.decodeIfPresent(QueryAnswer.Point.self, forKey: .value) {
      points = [point]
    } else {
      points = try members.decodeIfPresent([QueryAnswer.Point].self, forKey: .values) ?? []
    }
  }
}

extension QueryAnswer.Statistics: Decodable {
  private enum Key: CodingKey {
    case samples, timings
  }

  private struct Samples: Decodable {
    let totalQueryableSamples: Int
    let peakSamples: Int
  }

  private struct Timings: Decodable {
    let evalTotalTime: Double
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    let counts = try members.decode(Samples.self, forKey: .samples)
    samples = counts.totalQueryableSamples
    peakSamples = counts.peakSamples
    evaluation = try members.decode(Timings.self, forKey: .timings).evalTotalTime
  }
}
