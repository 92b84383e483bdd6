/// Words for releases in steps.
extension Diagnostic {
  static func canarySettingMissing(
    _ key: String,
    example: String,
    at range: SourceRange
  ) -> Diagnostic {
    let reason =
      switch key {
      case "where": "which series are those of the new version"
      case "steps": "how much of the traffic it gets, step by step"
      case "port": "on which port Flagger's Service answers"
      default: "which SLOs judge it"
      }
    return Diagnostic(
      .SLO2007,
      "'canary' does not say \(reason)",
      at: range,
      help: ["write \(key): \(example)"]
    )
  }

  static func releasedTwice(
    _ workload: Workload,
    at range: SourceRange,
    before other: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2202,
      "the workload '\(workload.name)' has two canaries",
      at: range,
      related: [Related("the other one", at: other)],
      help: ["state everything that judges it in one: covers: availability, latency"]
    )
  }

  static func noRoomForCopy(
    of name: String,
    most: Int,
    scaledByKEDA: Bool,
    at range: SourceRange
  ) -> Diagnostic {
    let copy = scaledByKEDA ? "keda-hpa-\(name)-primary" : "\(name)-primary"
    return Diagnostic(
      .SLO2001,
      "'\(name)' is too long for a canary of Flagger: \(name.utf8.count) letters, at most \(most)",
      at: range,
      notes: ["what it copies is called \(copy), and Kubernetes takes 63 letters"],
      help: ["give the workload a shorter name, or write tool: .argo"]
    )
  }

  // MARK: 2211 steps

  static func stepsDoNotRise(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2211,
      "steps rise, from 1% to 99% of the traffic in whole percent",
      at: range,
      notes: ["behind the last step the new version gets everything"],
      help: ["write steps: 5%, 25%, 50%"]
    )
  }

  static func noShareOfBudget(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2211,
      "'spend' is the share of the period's budget that a release may spend",
      at: range,
      label: "above 0%, at most 100%",
      help: ["write spend: 1%"]
    )
  }

  // MARK: 2212 lengths

  static func stepsOfUnknownLength(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2212,
      "how long a step must take depends on the traffic, which no SLO states",
      at: range,
      help: [
        "state traffic: 20rps in the SLOs or the service, and the length is computed",
        "or write pause: 10m",
      ]
    )
  }

  static func stepTooShort(
    _ arithmetic: CanaryArithmetic,
    pause: Duration,
    at range: SourceRange
  ) -> Diagnostic {
    let name = arithmetic.identity.name
    guard let traffic = arithmetic.traffic, let weight = arithmetic.weights.first else {
      return Diagnostic(
        .SLO2212,
        "a step of \(pause.text) is too short to measure '\(name)'",
        at: range,
        notes: [
          "half of it is the window of its rate, which needs \(arithmetic.shortestWindow.text)"
        ],
        help: ["write pause: \((arithmetic.shortestWindow * 2).text)"]
      )
    }
    let failure = arithmetic.failure(withSteps: pause)
    let events = (traffic * weight * pause.seconds).roundedDown
    return Diagnostic(
      .SLO2212,
      "in \(pause.text) \(weight.percentText) of the traffic are \(events) events; to judge"
        + " '\(name)' takes \(CanaryArithmetic.sample(for: failure)) and time to look at them",
      at: range,
      notes: [
        "with fewer than 3 / \(failure.rounded(significantDigits: 6).percentText) events a version"
          + " that is broken looks like one that works"
      ],
      help: arithmetic.waysOut
    )
  }

  static func stepTooLong(_ arithmetic: CanaryArithmetic, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2212,
      "so little traffic judges '\(arithmetic.identity.name)' in steps of"
        + " \(arithmetic.shortestPause?.text ?? "days")",
      at: range,
      notes: [
        "a release may spend \(arithmetic.allowance.percentText) of the budget; the less it may,"
          + " the smaller the share of errors that must be seen"
      ],
      help: arithmetic.waysOut
    )
  }

  // MARK: 2213, 2214 what judges

  static func samplesOfNoVersion(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2213,
      "'\(name)' samples a state, which no version has of its own",
      at: range,
      help: ["cover SLOs that count events, such as availability and latency"]
    )
  }

  static func versionOfSeveralSelectors(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2214,
      "a version is one set of matchers, the same for every metric",
      at: range,
      help: ["compare labels and join the comparisons with &&: version == \"canary\""]
    )
  }
}

extension CanaryArithmetic {
  /// What would be long enough, and what would be quicker.
  fileprivate var waysOut: [String] {
    var ways: [String] = []
    if let shortestPause, shortestPause <= .days(7) {
      ways.append("write pause: \(shortestPause.text)")
    }
    if let (pause, spend) = quickest, pause <= .days(7) {
      let percent = (spend * ExactNumber(100)).roundedUp
      ways.append(
        "or let a release cost more, and wait less: spend: \(percent)%; pause: \(pause.text)"
      )
    }
    return ways + ["or begin with a larger step"]
  }
}
