import SLODSL

/// When an alert fires, tick by tick.
package struct AlertTimeline: Hashable, Sendable {
  /// A stretch in which the alert fires.
  package struct Episode: Hashable, Sendable {
    /// The last tick up to which the alert certainly has not fired at all.
    package let silentThrough: Int
    /// The first and last tick at which it certainly fires.
    package let firstFiring: Int
    package let lastFiring: Int
    /// The first tick after it at which it certainly does not fire; nil when the traffic ends
    /// before.
    package let silentFrom: Int?
  }

  package let states: [Certainty]
  /// Ticks between two evaluations of the alert's group.
  package let evaluation: Int

  /// - Parameters:
  ///   - conditions: whether the alert's expression has a result, by tick
  ///   - keptTicks: ticks that the alert goes on firing after the last result
  ///   - evaluation: ticks between two evaluations of the alert's group
  package init(conditions: [Certainty], keptTicks: Int, evaluation: Int = 1) {
    self.evaluation = max(1, evaluation)
    var states: [Certainty] = []
    states.reserveCapacity(conditions.count)
    var lastYes: Int?
    var lastMaybe: Int?
    for (tick, condition) in conditions.enumerated() {
      if condition == .yes { lastYes = tick }
      if condition != .no { lastMaybe = tick }
      let surely = lastYes.map { tick - $0 <= keptTicks } ?? false
      let possibly = lastMaybe.map { tick - $0 <= keptTicks } ?? false
      states.append(surely ? .yes : possibly ? .unclear : .no)
    }
    self.states = states
  }

  /// An alert that must hold for `ticks` after its condition came about.
  package init(conditions: [Certainty], pendingTicks: Int) {
    evaluation = 1
    var certain = 0
    var possible = 0
    states = conditions.map { condition in
      certain = condition == .yes ? certain + 1 : 0
      possible = condition == .no ? 0 : possible + 1
      if certain > pendingTicks { return .yes }
      return possible > pendingTicks ? .unclear : .no
    }
  }

  /// Whether it certainly never fires.
  package var isSilent: Bool { states.allSatisfy { $0 == .no } }

  /// The first stretch of firing. Nil when the alert never certainly fires.
  package var firstEpisode: Episode? {
    guard let first = states.firstIndex(of: .yes),
      let maybe = states.firstIndex(where: { $0 != .no }), maybe > 0
    else { return nil }
    // A gap that is only unclear does not end the stretch; one that is certain does.
    let end = states[first...].firstIndex(of: .no)
    let last = states[first..<(end ?? states.count)].lastIndex(of: .yes) ?? first
    return Episode(silentThrough: maybe - 1, firstFiring: first, lastFiring: last, silentFrom: end)
  }

  /// A stretch of ticks at which the alert fires or may fire.
  package struct Stretch: Hashable, Sendable {
    /// The first tick at which it may fire.
    package let possibleFrom: Int
    /// The first and last tick at which it certainly fires; nil when it never certainly does.
    package let certain: ClosedRange<Int>?
    /// The first tick after it at which it certainly does not fire; nil when the traffic ends
    /// before.
    package let silentFrom: Int?
  }

  /// The first tick at which it certainly fires.
  package var firstFiring: Int? { states.firstIndex(of: .yes) }

  /// All stretches in order; between two of them it is certainly silent.
  package var stretches: [Stretch] {
    var stretches: [Stretch] = []
    var tick = 0
    while let first = states[tick...].firstIndex(where: { $0 != .no }) {
      let end = states[first...].firstIndex(of: .no)
      let stretch = states[first..<(end ?? states.count)]
      var certain: ClosedRange<Int>?
      if let from = stretch.firstIndex(of: .yes), let last = stretch.lastIndex(of: .yes) {
        certain = from...last
      }
      stretches.append(Stretch(possibleFrom: first, certain: certain, silentFrom: end))
      tick = stretch.endIndex
    }
    return stretches
  }

  /// The last of these ticks at which its group is evaluated, wherever that is.
  package func lastEvaluation(in ticks: ClosedRange<Int>) -> Int {
    max(ticks.lowerBound, ticks.upperBound / evaluation * evaluation)
  }
}
