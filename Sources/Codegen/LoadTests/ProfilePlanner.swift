import SLODSL

/// Computes scenarios and thresholds of profiles.
struct ProfilePlanner {
  let load: LoadTest
  let objectives: [LoadObjective]

  func plan(_ profile: LoadProfile) -> ProfilePlan {
    let scenarios =
      switch profile.kind {
      case .smoke: [smoke]
      case .baseline, .soak: [held(profile)]
      case .stress, .spike: [overload(profile), recovery(behind: overload(profile).duration)]
      case .breakpoint: [breakpoint(profile)]
      }
    return ProfilePlan(profile: profile, scenarios: scenarios)
  }

  // MARK: Scenarios

  /// Each request three times: enough to see that the script fits the service.
  private var smoke: LoadScenario {
    let rounds = 3
    let round = load.requests.reduce(Duration.zero) { $0 + load.longest($1) }
    let count = rounds * load.requests.count
    return LoadScenario(
      name: "smoke",
      start: .zero,
      shape: .rounds(rounds, limit: max(.minute, round * Int64(rounds))),
      patience: load.patience,
      thresholds: [LoadThreshold("checks", .rateAtLeast(.one))],
      requests: count
    )
  }

  /// The rate, reached in a tenth of the time that it is held, so that caches and pools are warm.
  private func held(_ profile: LoadProfile) -> LoadScenario {
    let stages = [
      LoadScenario.Stage(rate: load.rate, duration: ramp(to: profile.duration)),
      LoadScenario.Stage(rate: load.rate, duration: profile.duration),
    ]
    return arrivals(
      profile.kind.rawValue,
      from: load.rate / ExactNumber(10),
      stages,
      thresholds: demands(stopsAtPage: true)
    )
  }

  /// More than was promised for: nothing is demanded of it but that it happens.
  private func overload(_ profile: LoadProfile) -> LoadScenario {
    let isSudden = profile.kind == .spike
    let approach = isSudden ? Duration.seconds(10) : ramp(to: profile.duration)
    let stages = [
      LoadScenario.Stage(rate: load.rate, duration: isSudden ? .minute : approach),
      LoadScenario.Stage(rate: profile.peak, duration: approach),
      LoadScenario.Stage(rate: profile.peak, duration: profile.duration),
    ]
    return arrivals(
      profile.kind.rawValue,
      from: isSudden ? load.rate : load.rate / ExactNumber(10),
      stages,
      thresholds: [],
      atLeast: 1
    )
  }

  /// The rate again, after a minute to settle: until the promises are shown to be kept.
  private func recovery(behind overload: Duration) -> LoadScenario {
    let needed = objectives.map { objective in
      (ExactNumber(objective.covered.sampleSize) / objective.rate * ExactNumber(11, over: 10))
        .roundedUp
    }
    let duration = Duration.seconds(Int64(max(60, needed.max() ?? 0)))
    return arrivals(
      "recovery",
      from: load.rate,
      [LoadScenario.Stage(rate: load.rate, duration: duration)],
      start: overload + .minute,
      thresholds: demands(stopsAtPage: false)
    )
  }

  /// More and more until an objective is missed, which ends the run.
  private func breakpoint(_ profile: LoadProfile) -> LoadScenario {
    let thresholds = objectives.flatMap { objective in
      [
        LoadThreshold(
          objective.goodMetric,
          .rateAtLeast(objective.covered.objective.ratio),
          stopsAfter: grace(for: objective)
        ),
        LoadThreshold(objective.eventsMetric, .countAtLeast(objective.covered.sampleSize)),
      ]
    }
    return arrivals(
      "breakpoint",
      from: load.rate,
      [LoadScenario.Stage(rate: profile.peak, duration: profile.duration)],
      thresholds: thresholds,
      atLeast: 1
    )
  }

  private func ramp(to duration: Duration) -> Duration {
    let seconds = (duration.seconds / ExactNumber(10)).roundedUp
    return .seconds(Int64(max(1, min(seconds, 300))))
  }

  private func arrivals(
    _ name: String,
    from first: ExactNumber,
    _ stages: [LoadScenario.Stage],
    start: Duration = .zero,
    thresholds: [LoadThreshold],
    atLeast requests: Int? = nil
  ) -> LoadScenario {
    let peak = stages.map(\.rate).max() ?? load.rate
    // Two in a hundred may be lost to starting late and to the end of the run.
    let enough = (Self.requests(from: first, stages) * ExactNumber(98, over: 100)).roundedDown
    return LoadScenario(
      name: name,
      start: start,
      shape: .arrivals(from: first, stages, virtualUsers(at: peak)),
      patience: load.patience,
      thresholds: thresholds,
      requests: requests ?? max(1, enough)
    )
  }

  private static func requests(
    from first: ExactNumber,
    _ stages: [LoadScenario.Stage]
  ) -> ExactNumber {
    var sum = ExactNumber.zero
    var rate = first
    for stage in stages {
      sum = sum + (rate + stage.rate) / ExactNumber(2) * stage.duration.seconds
      rate = stage.rate
    }
    return sum
  }

  // MARK: Virtual users

  /// Little's law: as many requests are on their way as come in the time that one takes.
  ///
  /// A quarter more are prepared than at the slowest pace that is still promised. The most are
  /// those of four times that pace: beyond it more of them would only hide how slow the service is.
  private func virtualUsers(at rate: ExactNumber) -> LoadScenario.VirtualUsers {
    let total = ExactNumber(load.requests.reduce(0) { $0 + $1.weight })
    var usual = ExactNumber.zero
    var longest = ExactNumber.zero
    for request in load.requests {
      let share = ExactNumber(request.weight) / total
      let pace = promised(request)
      let hold = request.conversation?.length ?? .zero
      usual = usual + share * (pace + hold.seconds)
      longest =
        longest + share * (min(load.timeout.seconds, pace * ExactNumber(4)) + hold.seconds)
    }
    let prepared = (rate * usual * ExactNumber(5, over: 4)).roundedUp + 1
    return LoadScenario.VirtualUsers(
      prepared: prepared,
      most: max(prepared, (rate * longest).roundedUp)
    )
  }

  /// The seconds that an answer may take: the bound of a latency that is covered, else one second.
  private func promised(_ request: LoadRequest) -> ExactNumber {
    let bounds = objectives.filter { request.covers.contains($0.covered) }.compactMap(\.bound)
    return bounds.max().map { $0 / ExactNumber(1000) } ?? .one
  }

  // MARK: Thresholds

  /// What the SLOs promise, and that enough was sent to show it.
  private func demands(stopsAtPage: Bool) -> [LoadThreshold] {
    var thresholds: [LoadThreshold] = []
    for objective in objectives {
      let ratio = objective.covered.objective.ratio
      thresholds.append(LoadThreshold(objective.goodMetric, .rateAtLeast(ratio)))
      if stopsAtPage, let level = objective.pageLevel {
        thresholds.append(
          LoadThreshold(
            objective.goodMetric,
            .rateAtLeast(level),
            stopsAfter: grace(for: objective)
          )
        )
      }
      thresholds.append(
        LoadThreshold(objective.eventsMetric, .countAtLeast(objective.covered.sampleSize))
      )
      if let bound = objective.bound {
        thresholds.append(
          LoadThreshold(objective.durationMetric, .percentile(ratio, atMost: bound))
        )
      }
    }
    let mildest = objectives.map(\.covered.objective.ratio).min() ?? .one
    thresholds.append(LoadThreshold("checks", .rateAtLeast(mildest)))
    // Requests that k6 could not send in time would make the service look faster than it is.
    thresholds.append(LoadThreshold("dropped_iterations", .countIs(0)))
    return thresholds
  }

  /// How long no run is ended: until there are enough events to judge by.
  private func grace(for objective: LoadObjective) -> Duration {
    let seconds = (ExactNumber(objective.covered.sampleSize) / objective.rate).roundedUp
    return .seconds(Int64(max(10, seconds)))
  }
}

extension LoadTest {
  /// The longest that a request may take.
  fileprivate func longest(_ request: LoadRequest) -> Duration {
    timeout + (request.conversation?.length ?? .zero)
  }

  /// How long the last requests of a run are waited for.
  fileprivate var patience: Duration { requests.map { longest($0) }.max() ?? timeout }
}
