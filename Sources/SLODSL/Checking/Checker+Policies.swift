/// What the pairs of a policy are computed for.
struct PolicyContext {
  let identity: SLOIdentity
  let budget: ExactNumber
  let objective: ExactNumber
  /// Where the objective stands.
  let objectiveRange: SourceRange
  let window: ComplianceWindow
  let timing: MeasurementTiming
}

extension Checker {
  static let builtInPolicies = ["standard", "quiet"]

  mutating func policyChoice(_ setting: ScopedSetting) -> PolicyChoice? {
    guard let expression = single(setting) else { return nil }
    guard case .name(let name) = expression else {
      report(.nameExpected("policy", at: expression.range))
      return nil
    }
    if case .policy(let block, let home) = symbol(named: name.text, in: setting.scope) {
      return .declared(block, home)
    }
    switch name.text {
    case "standard": return .standard
    case "quiet": return .quiet
    default:
      let declared = namesInScope(setting.scope) { if case .policy = $0 { true } else { false } }
      let elsewhere = declarationElsewhere(of: name.text, unseenBy: setting.scope)
      report(
        .unknownDeclaration(
          "policy",
          name,
          among: declared + Self.builtInPolicies,
          elsewhere: elsewhere?.path
        )
      )
      return nil
    }
  }

  /// Checks what no SLO does: names, places, and policies that none uses, against the project's own
  /// period.
  mutating func checkPolicies() {
    for file in files {
      for declaration in file.declarations {
        guard case .policy(let policy) = declaration else { continue }
        // Who writes the empty `quiet` again says nothing else than the built-in one.
        let isQuiet = policy.name.text == "quiet" && policy.body.declarations.isEmpty
        if Self.builtInPolicies.contains(policy.name.text), !isQuiet {
          report(.builtInPolicy(policy.name))
        }
        for declaration in policy.body.declarations {
          if declaration.isAllowance { continue }
          guard case .call(let call) = declaration else {
            report(.misplaced(declaration, in: "in a policy"))
            continue
          }
          guard !usedPolicies.contains(policy.name.range) else { continue }
          _ = writtenPair(
            call,
            in: Scope(file: file.file.id),
            period: project.period.duration
          )
        }
      }
    }
  }

  mutating func pairs(of choice: PolicyChoice, for context: PolicyContext) -> [BurnRatePair] {
    let pairs: [BurnRatePair]
    switch choice {
    case .quiet: pairs = []
    case .standard: pairs = standardPairs(for: context)
    case .declared(let block, let scope):
      usedPolicies.insert(block.name.range)
      pairs = block.body.declarations.compactMap { declaration in
        guard case .call(let call) = declaration,
          let written = writtenPair(call, in: scope, period: context.window.duration)
        else { return nil }
        return fitting(written, for: context)
      }
    }
    return pairs.enumerated().sorted { one, other in
      let left = (one.element.severity == .page ? 0 : 1, one.element.long.milliseconds, one.offset)
      let right = (
        other.element.severity == .page ? 0 : 1, other.element.long.milliseconds, other.offset
      )
      return left < right
    }.map(\.element)
  }

  private mutating func standardPairs(for context: PolicyContext) -> [BurnRatePair] {
    let pairs = BurnRateTable.pairs(for: context.window.duration, budget: context.budget)
    let lowered = pairs.filter { $0.factor != $0.statedFactor }
    if !lowered.isEmpty { report(.factorsLowered(lowered, for: context)) }
    return pairs
  }

  // MARK: Pairs that the author wrote

  private mutating func writtenPair(
    _ call: CallExpression,
    in scope: Scope,
    period: Duration
  ) -> BurnRatePair? {
    guard case .name(let name) = call.callee, let severity = AlertSeverity(rawValue: name.text)
    else {
      report(.severityExpected(at: call.callee.range, found: text(at: call.callee.range)))
      return nil
    }
    let words = ["burning", "over", "spending", "within", "and"]
    var values: [String: (quantity: Quantity, range: SourceRange)] = [:]
    for argument in call.arguments {
      guard let label = argument.label?.text, words.contains(label), values[label] == nil else {
        report(.unknownArgument(argument, of: name.text, among: words))
        return nil
      }
      let type: ValueType =
        switch label {
        case "burning": .factor
        case "spending": .ratio
        default: .duration
        }
      guard
        case .quantity(let quantity, _) = value(
          of: argument.value,
          as: type,
          for: label,
          in: scope
        )
      else { return nil }
      values[label] = (quantity, argument.value.range)
    }
    return pair(severity, from: values, call: call, period: period)
  }

  private mutating func pair(
    _ severity: AlertSeverity,
    from values: [String: (quantity: Quantity, range: SourceRange)],
    call: CallExpression,
    period: Duration
  ) -> BurnRatePair? {
    let short = values["and"]?.quantity.duration
    let long: Duration
    let factor: ExactNumber
    if let burning = values["burning"], let over = values["over"]?.quantity.duration,
      values["spending"] == nil, values["within"] == nil
    {
      (long, factor) = (over, burning.quantity.value)
    } else if let spending = values["spending"], let within = values["within"]?.quantity.duration,
      values["burning"] == nil, values["over"] == nil, within > .zero
    {
      (long, factor) = (within, spending.quantity.value * period.ratio(to: within))
    } else {
      report(.pairIncomplete(severity, at: call.range))
      return nil
    }
    guard let windows = windows(long: long, short: short, values: values, call: call) else {
      return nil
    }
    return raised(
      BurnRatePair(
        severity: severity,
        long: windows.long,
        short: windows.short,
        factor: factor,
        statedFactor: factor,
        origin: call.range
      ),
      period: period,
      isSpending: values["spending"] != nil
    )
  }

  /// Between two counts as far as the project says; those of slower metrics may be further apart.
  private var countsInterval: Duration {
    MeasurementTiming.interval(scrape: project.scrape, evaluation: project.evaluation) ?? .minute
  }

  /// Fewer than ten counts do not tell a burn from a blip, and five minutes always do.
  private var shortestLongWindow: Duration { min(.minutes(5), countsInterval * 10) }

  private mutating func windows(
    long: Duration,
    short: Duration?,
    values: [String: (quantity: Quantity, range: SourceRange)],
    call: CallExpression
  ) -> (long: Duration, short: Duration)? {
    let longRange = (values["over"] ?? values["within"])?.range ?? call.range
    guard long >= shortestLongWindow else {
      report(.windowTooShort(long, at: longRange, least: shortestLongWindow))
      return nil
    }
    // Of seconds only what is meant in seconds: windows that no slower project could have.
    let step =
      long < .minutes(5) ? countsInterval : Duration.minutes(long > .hours(6) ? 5 : 1)
    let twelfth = BurnRateTable.twelfth(of: long).milliseconds
    let rounded = (twelfth + step.milliseconds - 1) / step.milliseconds * step.milliseconds
    let chosen = short ?? Duration(milliseconds: rounded)
    guard chosen > .zero, chosen < long else {
      report(.shortWindowTooLong(chosen, long: long, at: values["and"]?.range ?? call.range))
      return nil
    }
    return (long, chosen)
  }

  /// A factor just below 1 is raised: it would fire while the objective is being met.
  private mutating func raised(
    _ pair: BurnRatePair,
    period: Duration,
    isSpending: Bool
  ) -> BurnRatePair? {
    guard pair.factor < .one else { return pair }
    guard pair.factor >= ExactNumber(9, over: 10) else {
      report(.factorBelowOne(pair, period: period, isSpending: isSpending))
      return nil
    }
    report(.factorRaised(pair, period: period, isSpending: isSpending))
    return BurnRatePair(
      severity: pair.severity,
      long: pair.long,
      short: pair.short,
      factor: .one,
      statedFactor: pair.factor,
      origin: pair.origin
    )
  }

  /// Whether a written pair can fire for this objective, and its windows fit its counts.
  private mutating func fitting(
    _ pair: BurnRatePair,
    for context: PolicyContext
  ) -> BurnRatePair? {
    guard pair.long <= context.window.duration else {
      report(.windowBeyondPeriod(pair, context))
      return nil
    }
    for window in [pair.long, pair.short] {
      let step =
        window > .hours(6) ? max(context.timing.interval, .minutes(5)) : context.timing.interval
      guard window.isMultiple(of: step) else {
        report(.windowNotMultiple(window, step: step, pair: pair))
        return nil
      }
    }
    guard pair.factor * context.budget < .one else {
      report(.unreachable(pair, context))
      return nil
    }
    return pair
  }
}
