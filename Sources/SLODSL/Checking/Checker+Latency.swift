extension Checker {
  /// `events: histogram` with `good: value <= 250ms`.
  mutating func latency(
    _ filtered: FilteredMetric,
    _ comparison: ValueComparison,
    isGood: Bool,
    dimensions: [Name]
  ) -> MeasuredIndicator? {
    let metric = filtered.metric
    guard metric.kind == .histogram || metric.kind == .unknown else {
      report(.noBuckets(metric, at: filtered.range))
      return nil
    }
    guard comparison.subject == .value, let threshold = comparison.threshold else {
      report(.boundExpected(comparison, metric))
      return nil
    }
    guard let goodIsBelow = goodIsBelow(comparison, isGood: isGood) else { return nil }
    guard let bound = bound(threshold, of: metric, comparison) else { return nil }
    guard checkDimensions(dimensions, of: [filtered]),
      isWritable(metric.series ?? metric.name, of: filtered),
      let selectors = selectors(for: filtered.condition, on: metric, at: filtered.range)
    else { return nil }
    usedMetrics[metric.name] = metric
    let family = metric.series ?? metric.name
    let indicator = LatencyIndicator(
      histogram: metric.name,
      countSeries: family + "_count",
      bucketSeries: family + "_bucket",
      selectors: selectors,
      bound: bound,
      boundSpellings: BucketBound.spellings(of: bound, declared: declaredText(bound, metric)),
      boundText: comparison.thresholdText,
      goodIsBelow: goodIsBelow
    )
    return MeasuredIndicator(
      indicator: .latency(indicator),
      metrics: [metric],
      hasBirths: false
    )
  }

  /// A bucket holds what is at or below its bound, so only `<=` and `>` can be counted.
  private mutating func goodIsBelow(_ comparison: ValueComparison, isGood: Bool) -> Bool? {
    switch comparison.operator {
    case .lessOrEqual: return isGood
    case .greater: return !isGood
    case .less: report(.bucketComparison(comparison, instead: .lessOrEqual))
    case .greaterOrEqual: report(.bucketComparison(comparison, instead: .greater))
    default: report(.bucketComparison(comparison, instead: isGood ? .lessOrEqual : .greater))
    }
    return nil
  }

  private mutating func bound(
    _ threshold: Quantity,
    of metric: Metric,
    _ comparison: ValueComparison
  ) -> ExactNumber? {
    guard let bound = threshold.converted(to: metric.unit) else {
      report(
        .unitMismatch(
          threshold,
          text: comparison.thresholdText,
          unit: metric.unit,
          metric: metric,
          at: comparison.thresholdRange
        )
      )
      return nil
    }
    guard !metric.buckets.isEmpty else {
      if metric.origin != nil { report(.bucketsUnknown(metric, at: comparison.thresholdRange)) }
      return bound
    }
    guard metric.buckets.contains(where: { $0.bound == bound }) else {
      report(.notABucket(bound, comparison, metric))
      return nil
    }
    return bound
  }

  /// How the catalog spells the bound, when it is a plain number like `0.30`.
  private func declaredText(_ bound: ExactNumber, _ metric: Metric) -> String? {
    guard let text = metric.buckets.first(where: { $0.bound == bound })?.text,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) })
    else { return nil }
    return text
  }
}

/// The texts of a bucket's `le` label.
package enum BucketBound {
  /// Every text under which a server may store the bound, the declared one first.
  ///
  /// Prometheus 2 keeps what the target exposed: usually the shortest decimal, in Go the shortest
  /// form of `strconv.FormatFloat` with format 'g', which turns to an exponent from 1e+06 up and
  /// below 1e-04. Prometheus 3 normalises to that form and adds `.0` to whole numbers
  /// (`labels.FormatOpenMetricsFloat`).
  package static func spellings(of bound: ExactNumber, declared: String?) -> [String] {
    let decimal = bound.decimalText
    var spellings = declared.map { [$0] } ?? []
    for text in [decimal, exponentForm(of: decimal), bound.isInteger ? decimal + ".0" : decimal]
    where !spellings.contains(text) {
      spellings.append(text)
    }
    return spellings
  }

  /// Go's shortest 'g': the plain decimal, or an exponent of at least two digits.
  private static func exponentForm(of decimal: String) -> String {
    let bytes = Array(decimal.utf8)
    let digits = bytes.filter { $0 != UInt8(ascii: ".") }
    let point = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
    guard let first = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }) else { return decimal }
    let exponent = point - 1 - first
    guard exponent >= 6 || exponent < -4 else { return decimal }
    var significant = Array(digits[first...])
    while significant.count > 1, significant.last == UInt8(ascii: "0") { significant.removeLast() }
    let tail = String(decoding: significant.dropFirst(), as: UTF8.self)
    let head = String(decoding: significant.prefix(1), as: UTF8.self)
    let size = String(abs(exponent))
    let power = (exponent < 0 ? "-" : "+") + (size.utf8.count < 2 ? "0" + size : size)
    return head + (tail.isEmpty ? "" : "." + tail) + "e" + power
  }
}
