import SLODSL

/// Functions of what a series was over a stretch of time.
extension PromQLEvaluation {
  private struct Stretch {
    let labels: SeriesIdentity
    let samples: [Sample]
    let range: ClosedRange<Int64>
  }

  func overRange(_ call: PromQLCall) throws -> [Element] {
    let function = call.function
    // The newest sample is the metric itself; everything else is computed from it.
    let keepsName = function == "last_over_time"
    return try stretches(of: call.arguments[0]).compactMap { stretch in
      guard let value = try Self.value(of: function, over: stretch) else { return nil }
      let labels = keepsName ? stretch.labels : stretch.labels.withoutName
      return Element(labels: labels, value: value)
    }
  }

  private static func value(of function: String, over stretch: Stretch) throws -> Double? {
    let values = stretch.samples.map(\.value)
    guard let last = values.last else { return nil }
    switch function {
    case "sum_over_time": return values.reduce(0, +)
    case "count_over_time": return Double(values.count)
    case "avg_over_time": return values.reduce(0, +) / Double(values.count)
    case "min_over_time": return extreme(of: values, <)
    case "max_over_time": return extreme(of: values, >)
    case "last_over_time": return last
    case "increase": return increase(over: stretch)
    case "rate":
      let length = Double(stretch.range.upperBound - stretch.range.lowerBound) / 1000
      return increase(over: stretch).map { $0 / length }
    default: throw Unsupported(description: "no replay of \(function)")
    }
  }

  private func stretches(of argument: PromQLExpression) throws -> [Stretch] {
    switch argument {
    case .parenthesized(let inner, _): return try stretches(of: inner)
    case .matrix(let matrix):
      let end = try time - offset(of: matrix.selector)
      let length = try milliseconds(matrix.length)
      return try store.series(of: matrix.selector).map { series in
        let samples = series.samples(in: range(of: length, endingAt: end))
        return Stretch(labels: series.labels, samples: samples, range: (end - length)...end)
      }
    case .subquery(let subquery): return try stretches(of: subquery)
    default: throw unsupported(argument)
    }
  }

  /// The expression at every multiple of the step within the range.
  private func stretches(of subquery: Subquery) throws -> [Stretch] {
    guard subquery.at == nil, let step = subquery.step else {
      throw unsupported(.subquery(subquery))
    }
    let end = try time - (subquery.offset.map { try milliseconds($0) } ?? 0)
    let length = try milliseconds(subquery.length)
    let interval = try milliseconds(step)
    let range = range(of: length, endingAt: end)
    let first = (range.lowerBound + interval - 1) / interval * interval
    let moments = stride(from: first, through: range.upperBound, by: Int(interval))
    if case .selector(let selector) = subquery.expression {
      let offset = try offset(of: selector)
      return try store.series(of: selector).map { series in
        Stretch(
          labels: series.labels,
          samples: newest(of: series, at: moments, offset: offset),
          range: (end - length)...end
        )
      }
    }
    var found: [SeriesIdentity: [Sample]] = [:]
    for moment in moments {
      let evaluation = PromQLEvaluation(of: store, at: moment, isLeftOpen: isLeftOpen)
      for element in try evaluation.elements(of: subquery.expression) {
        found[element.labels, default: []].append(Sample(time: moment, value: element.value))
      }
    }
    return found.sorted { $0.key < $1.key }.map {
      Stretch(labels: $0.key, samples: $0.value, range: (end - length)...end)
    }
  }

  /// What an instant selector has of a series at several moments; one walk, as there are thousands
  /// of both.
  private func newest(
    of series: TimeSeries,
    at moments: StrideThrough<Int64>,
    offset: Int64
  ) -> [Sample] {
    var found: [Sample] = []
    var behind: Int?
    for moment in moments {
      let range = range(of: Self.lookback, endingAt: moment - offset)
      var place = behind ?? series.count(through: range.upperBound)
      while place < series.samples.count, series.samples[place].time <= range.upperBound {
        place += 1
      }
      behind = place
      guard place > 0 else { continue }
      let sample = series.samples[place - 1]
      if sample.time >= range.lowerBound, !sample.isStale {
        found.append(Sample(time: moment, value: sample.value))
      }
    }
    return found
  }

  /// What a counter grew by, extrapolated to both ends of the range unless samples are missing
  /// there or the counter would have been negative (`extrapolatedRate` of Prometheus).
  private static func increase(over stretch: Stretch) -> Double? {
    let samples = stretch.samples
    guard samples.count > 1, let first = samples.first, let last = samples.last else { return nil }
    var growth = last.value - first.value
    for (sample, next) in zip(samples, samples.dropFirst()) where next.value < sample.value {
      growth += sample.value
    }
    let covered = Double(last.time - first.time)
    let step = covered / Double(samples.count - 1)
    var before = Double(first.time - stretch.range.lowerBound)
    let after = Double(stretch.range.upperBound - last.time)
    if growth > 0, first.value >= 0 { before = min(before, covered * first.value / growth) }
    let length =
      covered + (before < step * 1.1 ? before : step / 2) + (after < step * 1.1 ? after : step / 2)
    return growth * length / covered
  }
}
