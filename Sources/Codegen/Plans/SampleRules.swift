import SLODSL

/// Time slices: each interval is one event that is good or bad by the value of a gauge.
extension SLORulePlanner {
  /// How long a group without samples is remembered where `noData` says what its slices are.
  static let memoryOfSamples = Duration.days(1)

  func sampleRules(_ indicator: SampleIndicator) -> [PlannedRule] {
    let slices = SampleSlices(indicator, of: slo)
    return lastSampleRule(slices) + counts(of: slices, indicator, memory: recordedMemory)
  }

  /// Counts of a time whose memory was never recorded: it is read from the gauges themselves.
  func sampleRulesOfPast(_ indicator: SampleIndicator) -> [PlannedRule] {
    let slices = SampleSlices(indicator, of: slo)
    let length = Self.memoryOfSamples.halfOpen
    let step = windows.interval
    func newest(_ expression: PromQLExpression) -> PromQLExpression {
      .call("last_over_time", expression.subquery(length, every: step))
    }
    let memory = SliceMemory(known: newest(slices.presence), count: newest(slices.events))
    return counts(of: slices, indicator, memory: memory)
  }

  private func counts(
    of slices: SampleSlices,
    _ indicator: SampleIndicator,
    memory: SliceMemory
  ) -> [PlannedRule] {
    let errorsName = windows.errors(windows.interval)
    let eventsName = windows.events(windows.interval)
    guard indicator.collapse == .each else {
      let errors = filled(slices.errors, memory)
      return [
        recording(errorsName, errors, comment: comment(of: indicator, slices)),
        recording(eventsName, .number(0) * counts.own(errorsName) + .number(1)),
      ]
    }
    let events = filledCount(slices.events, memory)
    return [
      recording(eventsName, events, comment: comment(of: indicator, slices)),
      recording(errorsName, filledErrors(slices.errors)),
    ]
  }

  // MARK: Missing samples

  /// What `noData` says about slices without a sample: 1 for bad, 0 for good, nil for no slice.
  private var missingSlice: ExactNumber? {
    if slo.noData.contains(.bad) { return .one }
    if slo.noData.contains(.good) { return .zero }
    return nil
  }

  /// The memory of samples, where there is one.
  var recordedLastSample: PromQLExpression? {
    guard needsMemory else { return nil }
    return counts.own(RecordedSeries.lastSample)
  }

  private var needsMemory: Bool {
    guard case .samples(let indicator) = slo.indicator, missingSlice != nil else { return false }
    let alertsOnAbsence = slo.noData.contains { response in
      switch response {
      case .alert: true
      case .ignore, .bad, .good: false
      }
    }
    return !slo.dimensions.isEmpty || indicator.collapse == .each || (alertsOnAbsence && alerts)
  }

  /// When each group last had a sample: a recording that remembers itself for a day, so that a
  /// group that was taken down for good is forgotten.
  private func lastSampleRule(_ slices: SampleSlices) -> [PlannedRule] {
    guard needsMemory else { return [] }
    let remembered = counts.selector(RecordedSeries.lastSample)
    let fresh = PromQLExpression.call("last_over_time", .range(remembered, .hours(1)))
      .greater(than: PromQLExpression.time - .number(Self.memoryOfSamples.seconds))
    let now = PromQLExpression.time * slices.presence
    return [
      recording(
        RecordedSeries.lastSample,
        .max(now.or(fresh), by: slo.dimensions),
        comment: "memory: when each group last had a sample; forgotten after"
          + " \(Self.memoryOfSamples.text)"
      )
    ]
  }

  /// The rules' own memory.
  private var recordedMemory: SliceMemory {
    let remembered = counts.selector(windows.events(windows.interval))
    let lastSample = counts.own(RecordedSeries.lastSample)
    return SliceMemory(
      // Without dimensions there is one group, which is always known.
      known: slo.dimensions.isEmpty ? nil : lastSample,
      count: .call("last_over_time", .range(remembered, .hours(1))).and(lastSample)
    )
  }

  /// Slices without a sample, for groups that had one within the memory's length.
  private func filled(_ errors: PromQLExpression, _ memory: SliceMemory) -> PromQLExpression {
    guard let missingSlice else { return errors }
    guard let group = memory.known else { return errors.or(.vector(.number(missingSlice))) }
    let known = .number(0) * group
    return errors.or(
      missingSlice == .zero ? known : known + .number(missingSlice),
      on: slo.dimensions
    )
  }

  /// As many slices as there were when the last sample came.
  private func filledCount(_ events: PromQLExpression, _ memory: SliceMemory) -> PromQLExpression {
    guard missingSlice != nil else { return events }
    return events.or(memory.count, on: slo.dimensions)
  }

  private func filledErrors(_ errors: PromQLExpression) -> PromQLExpression {
    guard let missingSlice else { return errors }
    let all = counts.own(windows.events(windows.interval))
    return errors.or(missingSlice == .zero ? .number(0) * all : all, on: slo.dimensions)
  }

  // MARK: Comment

  private func comment(of indicator: SampleIndicator, _ slices: SampleSlices) -> String {
    let interval = windows.interval.text
    var text =
      switch indicator.collapse {
      case .worst where slices.isOnePerGroup, .average where slices.isOnePerGroup:
        "counts: one event per \(interval)"
      case .worst: "counts: one event per \(interval), bad when any series is"
      case .average: "counts: one event per \(interval), judged by the average of the series"
      case .each: "counts: one event per \(interval) and series"
      }
    switch indicator.slice {
    case .last: text += "; a slice's value is its last sample"
    case .max: text += "; a slice's value is its largest sample"
    case .min: text += "; a slice's value is its smallest sample"
    case .average: text += "; a slice's value is the average of its samples"
    }
    if indicator.value.mayBeNaN { text += "; NaN is no value (>= -Inf)" }
    if let missingSlice {
      text +=
        missingSlice == .one ? "; without a sample it is bad" : "; without a sample it is good"
    }
    return text
  }
}

/// What is known of groups whose samples are missing now.
private struct SliceMemory {
  /// The groups that had a sample lately, whatever the values; nil for one group that always is.
  let known: PromQLExpression?
  /// How many slices each had then.
  let count: PromQLExpression
}
