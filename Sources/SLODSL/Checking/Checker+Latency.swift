extension Checker {
  /// `events: histogram` with `good: value <= 250ms`.
  mutating func latency(
    _ filtered: FilteredMetric,
    _ comparison: ValueComparison,
    isGood: Bool,
    dimensions: [Name]
  ) -> MeasuredIndicator? {
    let metric = filtered.metric
    switch metric.kind {
    case .histogram, .nativeHistogram, .unknown: break
    case .counter, .gauge, .summary:
      report(.noBuckets(metric, at: filtered.range))
      return nil
    }
    if metric.kind == .nativeHistogram, project.ruler.reachesBeforeRanges {
      report(.nativeHistogramWithoutFunctions(metric, of: project.ruler, at: filtered.range))
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
    let indicator = LatencyIndicator(
      histogram: metric.name,
      storage: storage(of: metric, bound: bound),
      selectors: selectors,
      bound: bound,
      boundText: comparison.thresholdText,
      goodIsBelow: goodIsBelow
    )
    return MeasuredIndicator(
      indicator: .latency(indicator),
      metrics: [metric],
      hasBirths: false
    )
  }

  private func storage(of metric: Metric, bound: ExactNumber) -> LatencyIndicator.Storage {
    let family = metric.series ?? metric.name
    guard metric.kind != .nativeHistogram else { return .native(family) }
    return .classic(
      count: family + "_count",
      bucket: family + "_bucket",
      boundSpellings: BucketBound.spellings(of: bound, declared: declaredText(bound, metric))
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
      // A native histogram has no buckets to declare: any bound can be read from it.
      if metric.origin != nil, metric.kind != .nativeHistogram {
        report(.bucketsUnknown(metric, at: comparison.thresholdRange))
      }
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
