/// Words for the heartbeat.
extension Diagnostic {
  static func heartbeatExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2040,
      "a heartbeat needs a receiver",
      at: range,
      help: ["write heartbeat: NAME, or heartbeat: NAME(every: 1m)"]
    )
  }

  static func heartbeatInterval(_ interval: Duration, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2040,
      "a heartbeat cannot be sent every \(interval.text)",
      at: range,
      label: "30s, 1m, 1m30s and so on",
      notes: ["Alertmanager looks five times in an interval whether the message is due"]
    )
  }

  static func heartbeatToPeople(
    _ receiver: Receiver,
    every interval: Duration,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2040,
      "\(receiver.kind.rawValue) cannot hear a heartbeat: it would tell people every "
        + interval.text,
      at: range,
      related: [Related("'\(receiver.name)' is declared here", at: receiver.origin)],
      help: ["name a Webhook or an Email of a service that raises the alarm when none comes"]
    )
  }

  static func heartbeatAmongAlerts(_ receiver: Receiver, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2040,
      "'\(receiver.name)' hears the heartbeat, and pages or tickets too",
      at: range,
      related: [Related("'\(receiver.name)' is declared here", at: receiver.origin)],
      notes: ["an alert that arrives there would be taken for one more beat"],
      help: ["declare a receiver for the heartbeat alone"]
    )
  }

  static func heartbeatOfNothing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2040,
      "the heartbeat says that alerts reach people, and no 'page:' or 'ticket:' names any",
      at: range,
      help: ["list receivers in page: or ticket: of the project, or leave the heartbeat out"]
    )
  }
}
