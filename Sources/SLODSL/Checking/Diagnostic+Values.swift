/// Words for values of the wrong type, unit or size.
extension Diagnostic {
  // MARK: 2001 types

  static func wrongType(
    _ found: String,
    expected: String,
    at range: SourceRange,
    help: String? = nil,
    fixIt: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "this is \(found), but \(expected) is expected",
      at: range,
      help: fixIt == nil ? help.map { [$0] } ?? [] : [],
      fixIts: fixIt.map { [FixIt("write \($0)", replacing: range, with: $0)] } ?? []
    )
  }

  static func noValue(_ expression: Expression) -> Diagnostic {
    if case .call(let call) = expression, case .name(let name) = call.callee,
      name.text == "#logql"
    {
      return Diagnostic(
        .SLO2022,
        "#logql is read, but this version counts nothing from logs",
        at: name.range,
        help: ["count what Prometheus scrapes, by its name or as #promql(#\"…\"#)"]
      )
    }
    let noun =
      switch expression {
      case .regex: "a regular expression"
      case .enumCase: "a word with a dot"
      case .member: "a member"
      case .call: "a call"
      case .promQL: "PromQL"
      default: "this"
      }
    return Diagnostic(
      .SLO2001,
      "\(noun) cannot stand here",
      at: expression.range,
      label: "a value or a metric is expected",
      help: expression.misplacedHelp.map { [$0] } ?? []
    )
  }

  static func notInterpolable(_ value: Value, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "\(value.noun) cannot be part of a text",
      at: range,
      label: "text, a number, a duration or a ratio is expected"
    )
  }

  static func cannotCombine(
    _ left: Value,
    _ right: Value,
    at binary: BinaryExpression,
    because reason: String? = nil
  ) -> Diagnostic {
    if let reason { return Diagnostic(.SLO2001, reason, at: binary.range) }
    return Diagnostic(
      .SLO2001,
      "'\(binary.operator.rawValue)' does not go with \(left.noun) and \(right.noun)",
      at: binary.operatorRange,
      related: [
        Related("\(left.noun)", at: binary.left.range),
        Related("\(right.noun)", at: binary.right.range),
      ]
    )
  }

  static func notIterable(_ value: Value, names: Int, at range: SourceRange) -> Diagnostic {
    if case .integers = value, names == 1 {
      return Diagnostic(
        .SLO2023,
        "a loop takes at most \(Checker.roundLimit) rounds over a range",
        at: range
      )
    }
    return Diagnostic(
      .SLO2001,
      "\(value.noun) cannot be looped over with \(names == 1 ? "one name" : "two names")",
      at: range,
      help: [
        names == 1
          ? "a list: for queue in [\"mail\", \"push\"]"
          : "a dictionary: for (queue, bound) in [\"mail\": 5m, \"push\": 30s]"
      ]
    )
  }

  static func oneValueExpected(_ setting: SettingDeclaration, extra: Argument) -> Diagnostic {
    let last = setting.values.last?.range ?? extra.range
    // `code in 500, 503`: a list without its brackets.
    let list = setting.values.first?.value.lastMembers.map { $0.union(last) }
    return Diagnostic(
      .SLO2001,
      list == nil
        ? "'\(setting.key.text)' takes one value" : "the values behind 'in' stand in brackets",
      at: list ?? extra.range,
      label: list == nil ? "one too many" : nil,
      help: list == nil ? ["settings on one line are separated by ';'"] : [],
      fixIts: list.map { list in
        [
          FixIt(
            "add brackets",
            edits: [
              FixIt.Edit(
                range: SourceRange(file: list.file, start: Int(list.start), end: Int(list.start)),
                replacement: "["
              ),
              FixIt.Edit(range: list.after, replacement: "]"),
            ]
          )
        ]
      } ?? []
    )
  }

  static func noLabelExpected(_ label: Name, key: String) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'\(key)' takes a plain value, not '\(label.text): …'",
      at: label.range,
      help: ["settings on one line are separated by ';'"]
    )
  }

  /// - Parameter instead: the names that stand in quotes or in brackets.
  static func nameExpected(
    _ key: String,
    at range: SourceRange,
    instead: String? = nil
  ) -> Diagnostic {
    let example =
      switch key {
      case "policy": "quiet"
      case "page", "ticket": "payments_pager"
      case "external": "cluster, replica"
      case "targetLabels": "job, instance"
      default: "route, tenant"
      }
    return Diagnostic(
      .SLO2001,
      key == "policy" ? "'policy' takes a name" : "'\(key)' lists names",
      at: range,
      label: "a name without quotes is expected",
      help: instead == nil ? ["for example \(key): \(example)"] : [],
      fixIts: instead.map { [FixIt("write \($0)", replacing: range, with: $0)] } ?? []
    )
  }

  static func assignmentExpected(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'\(key)' lists pairs of a name and a text",
      at: range,
      help: ["for example \(key): team = \"platform\", tier = \"1\""]
    )
  }

  static func domainExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "the values of a label are a list or a range",
      at: range,
      help: ["for example method in [\"GET\", \"POST\"], or code in 100...599"]
    )
  }

  static func labelDeclarationExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a label is a name, or a name with its values",
      at: range,
      help: ["for example labels: job, route, code in 100...599"]
    )
  }

  static func unitMissing(_ type: TypeSyntax, kind: MetricKind) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "\(kind.rawValue) needs one unit",
      at: type.range,
      help: ["for example \(kind.rawValue)<Seconds>"]
    )
  }

  static func emptyRange(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2001, "this range is empty", at: range, label: "the lower bound comes first")
  }

  static func emptyList(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2001, "an empty list contains nothing", at: range)
  }

  static func groupConditionExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "an objective's groups are named by the values of one label",
      at: range,
      help: ["for example objective: 99.99% where tenant in [\"acme\", \"globex\"]"]
    )
  }

  static func objectiveType(_ value: Value, text: String, at range: SourceRange) -> Diagnostic {
    var fixIts: [FixIt] = []
    if case .quantity(let quantity, _) = value, quantity.unit == .number,
      quantity.value < ExactNumber(100)
    {
      let percent =
        quantity.value < .one ? quantity.value.percentText : quantity.value.decimalText + "%"
      fixIts = [FixIt("write \(percent)", replacing: range, with: percent)]
    }
    return Diagnostic(
      .SLO2001,
      "an objective is a ratio with its '%', not \(value.noun)",
      at: range,
      help: ["write 99.9% for 999 good events of 1000"],
      fixIts: fixIts
    )
  }

  static func notALabelValue(_ value: Value, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a label holds text; \(value.noun) cannot be compared with it",
      at: range,
      help: ["to compare what the metric measures, write 'value' in good: or bad:"]
    )
  }

  // MARK: 2002 units, 2025 missing units

  static func unitMismatch(
    _ quantity: Quantity,
    text: String,
    unit: MetricUnit,
    metric: Metric?,
    at range: SourceRange
  ) -> Diagnostic {
    let subject = metric.map { "\($0.name) measures" } ?? "this is measured in"
    if quantity.unit == .number, unit != .bool {
      return Diagnostic(
        .SLO2025,
        "\(text) has no unit, but \(subject) \(unit.rawValue)",
        at: range,
        label: "\(unit.literalNoun) is expected",
        related: metric?.declaration("declared here") ?? [],
        fixIts: unit.spelling(of: quantity.value).map {
          [FixIt("write \($0)", replacing: range, with: $0)]
        } ?? []
      )
    }
    return Diagnostic(
      .SLO2002,
      "\(quantity.unit.noun) is compared, but \(subject) \(unit.rawValue)",
      at: range,
      label: "\(unit.literalNoun) is expected",
      related: metric?.declaration("declared here") ?? []
    )
  }

  static func minimumUnit(
    _ found: String,
    _ unit: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2002,
      "\(found) cannot be the minimum here: this SLO counts \(unit)",
      at: range,
      help: ["write minimum: 3 errors"]
    )
  }

  // MARK: 2020 out of range

  static func zeroDuration(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2020, "'\(key)' cannot be zero", at: range)
  }

  static func periodOutOfRange(_ duration: Duration, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2020,
      "a period of \(duration.text) cannot be judged",
      at: range,
      label: "from 1d to 400d, in whole hours",
      help: ["28d and 30d are usual: they hold whole weeks, or a month"]
    )
  }

  static func textTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2020, "this text grows beyond 64 KiB", at: range)
  }

  static func settleBeyondScrape(
    _ settle: Duration,
    scrape: Duration,
    at range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO2020,
      "settle is \(settle.text), longer than the scrape interval of \(scrape.text)",
      at: range,
      notes: ["a scrape that takes longer than its interval is skipped; nothing settles later"],
      help: ["write settle: \(scrape.text), or less"]
    )
  }

  static func notAnAddress(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2027,
      "this is not an address that a browser can open",
      at: range,
      label: "https://… is expected"
    )
  }

  // MARK: 2023 limits

  static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2023,
      "this is nested too deeply",
      at: range,
      help: ["does a template use itself?"]
    )
  }

  /// - Parameter limit: that of all values together, when it is they that take so many.
  static func tooManySteps(at range: SourceRange, ofRun limit: Int? = nil) -> Diagnostic {
    Diagnostic(
      .SLO2023,
      limit.map { "the values of all files take more than \($0) steps to compute" }
        ?? "this value takes more than \(Checker.stepLimit) steps to compute",
      at: range,
      help: ["does each 'let' use another one twice?"]
    )
  }

  static func tooManyExpansions(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2023,
      "loops and templates produce more than 20,000 declarations",
      at: range,
      label: "expansion stops here"
    )
  }

  static func tooManyAlternatives(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2023,
      "this predicate needs more than \(Condition.alternativeLimit) selectors",
      at: range,
      help: ["combine values of one label with 'in', or split the SLO"]
    )
  }

  // MARK: 2022 not generated

  static func notGenerated(_ reserved: ReservedDeclaration) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "'\(reserved.keyword.text)' is reserved: this slogen generates nothing from it",
      at: reserved.keyword.range,
      help: ["remove the block"]
    )
  }

  /// The last resort: every other path that gives up on an SLO has said why.
  static func notUnderstood(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "nothing can be generated for the SLO '\(name)'",
      at: range,
      help: ["this is a mistake in slogen: please report it with this spec"]
    )
  }

  static func settingNotGenerated(_ key: Name) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "'\(key.text)' is reserved: this slogen generates nothing from it",
      at: key.range,
      help: ["remove the setting"]
    )
  }

  static func calendarNotGenerated(_ unit: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "calendar periods are reserved: this slogen judges rolling periods",
      at: range,
      help: ["write over 30d"]
    )
  }
}

extension MetricUnit {
  /// The literal that says a plain number in this unit.
  fileprivate func spelling(of number: ExactNumber) -> String? {
    let milliseconds: ExactNumber
    switch self {
    case .seconds: milliseconds = number * ExactNumber(1000)
    case .milliseconds: milliseconds = number
    case .days: milliseconds = number * ExactNumber(86_400_000)
    case .bytes: return number.isInteger ? number.decimalText + "B" : nil
    case .microseconds, .ratio, .percent, .count, .bool, .timestamp, .celsius, .unknown:
      return nil
    }
    guard let whole = milliseconds.integer, whole > 0 else { return nil }
    return Duration(milliseconds: Int64(whole)).text
  }
}

extension Expression {
  /// Whether it reads like `sum(rate(…))`.
  /// What is written instead of something that is no value.
  fileprivate var misplacedHelp: String? {
    switch self {
    case .call(let call):
      guard case .name(let name) = call.callee else { return nil }
      if name.text == "String" { return #"text is put together as "\(a)-\(b)""# }
      return "what a function of PromQL computes is written as a query: #promql(#\"…\"#)"
    case .member(.name(let base), let member, _):
      return base.text == "self"
        ? "there is no self: write text in quotes, or the name of a 'let'"
        : "names have no members: `\(base.text).\(member.text)` needs back-ticks if it is a metric"
    default: return nil
    }
  }

  /// The right side of a comparison with `in` at the end of an expression, if it is no list.
  fileprivate var lastMembers: SourceRange? {
    switch self {
    case .filtered(_, where: let predicate, _): return predicate.lastMembers
    case .binary(let binary):
      switch (binary.operator, binary.right) {
      case (.inside, .list), (.notInside, .list): return nil
      case (.inside, _), (.notInside, _): return binary.right.range
      case (.and, _), (.or, _): return binary.right.lastMembers
      default: return nil
      }
    default: return nil
    }
  }
}
