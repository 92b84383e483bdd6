extension Diagnostic {
  // MARK: 1013, 2007 what an alert needs

  static func alertWithoutName(_ declaration: ReservedDeclaration) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "an alert needs a name",
      at: declaration.keyword.range,
      help: ["write alert HighErrorRate: ticket { when: …; for: 5m }"]
    )
  }

  static func alertWithoutSeverity(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "nothing says how much the alert '\(name)' demands",
      at: range,
      label: "'page', 'ticket' or 'info' is missing",
      help: ["write alert \(name): ticket { … }"]
    )
  }

  static func alertWithSeveralSeverities(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "an alert has one severity",
      at: range,
      help: ["write a second alert with a bound of its own"]
    )
  }

  static func alertWithoutCondition(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "nothing says when the alert '\(name)' fires",
      at: range,
      label: "'when:' is missing",
      help: ["for example when: ratio(of: failed_total, to: requests_total, over: 5m) > 5%"]
    )
  }

  static func reservedAlertName(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1013,
      "the name '\(name)' is reserved for slogen's own alerts",
      at: range,
      notes: ["Watchdog, and what begins with SLO, are names that routes and dashboards know"]
    )
  }

  static func infoTellsSomebody(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "info cannot share the severity '\(word)' with what tells somebody",
      at: range,
      notes: ["routes tell them apart by this word"]
    )
  }

  // MARK: 2001, 2010, 2014 conditions

  static func conditionExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "this is no condition",
      at: range,
      notes: ["only a Gauge<Bool> is true or false by itself"],
      help: ["compare it: … > 5%, … < 1/s, … == 0"]
    )
  }

  static func alertComparesNumbers(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "an alert compares numbers",
      at: range,
      help: ["labels are compared behind 'where', inside a question: rate(of: x where a == \"b\")"]
    )
  }

  static func momentCompared(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "the value of a Timestamp is a date",
      at: range,
      label: "its age, or what remains, is expected",
      fixIts: [FixIt("compare its age", replacing: range, with: "age(of: \(text))")]
    )
  }

  static func shareAboveEverything(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2025,
      "\(text) has no unit: as a share it is \(text) times everything",
      at: range,
      label: "a percentage is expected",
      fixIts: [FixIt("write \(text)%", replacing: range, with: text + "%")]
    )
  }

  static func windowInAlert(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "an alert has no window that slogen could choose",
      at: range,
      help: ["write the range: rate(x[5m])"]
    )
  }

  static func reversedAlertComparison(
    _ binary: BinaryExpression,
    swapped: String
  ) -> Diagnostic {
    Diagnostic(
      .SLO2010,
      "what is asked stands on the left of a comparison",
      at: binary.range,
      fixIts: [FixIt("turn it around", replacing: binary.range, with: swapped, safety: .safe)]
    )
  }

  static func conditionsNeverMeet(
    _ second: [String]?,
    _ first: [String],
    at range: SourceRange
  ) -> Diagnostic {
    let other = second.map { $0.isEmpty ? "no labels" : $0.joined(separator: ", ") }
    return Diagnostic(
      .SLO2014,
      "this is told apart by \(other ?? "all labels of its metric"), and what it narrows is not",
      at: range,
      notes: [
        first.isEmpty
          ? "what it narrows is one series without labels"
          : "what it narrows is told apart by \(first.joined(separator: ", "))"
      ],
      help: ["aggregate both by the same labels, or this one by fewer"]
    )
  }

  static func alternativesDiffer(
    _ left: [String]?,
    _ right: [String]?,
    at range: SourceRange
  ) -> Diagnostic {
    func words(_ labels: [String]?) -> String {
      guard let labels else { return "all labels of its metric" }
      return labels.isEmpty ? "no labels" : labels.joined(separator: ", ")
    }
    return Diagnostic(
      .SLO2014,
      "the two sides of '||' are told apart by other labels",
      at: range,
      notes: ["the left one by \(words(left)), the right one by \(words(right))"],
      help: ["aggregate both by the same labels, or write two alerts"]
    )
  }
}
