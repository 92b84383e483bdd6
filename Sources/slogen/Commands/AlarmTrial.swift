import Codegen
import SLODSL

/// Alarms on their way through an Alertmanager: sent, routed, told, ended, and told again.
///
/// Every wait has an end, and whatever happens the alarms are ended before the trial is.
struct AlarmTrial {
  let alarms: [TestAlarm]
  let client: AlertmanagerClient
  /// Where notifications arrive; nil when they go to other people.
  let listener: WebhookListener?
  /// How long one answer or notification may take.
  let patience: Swift.Duration
  /// How long alarms fire whose arrival nobody here can see.
  var hold = Swift.Duration.zero
  /// The receivers that the specs name; nil for an Alertmanager that does not know them.
  let expected: (TestAlarm) -> [String]?
  /// Whether all that is told arrives at the listener.
  var hearsEverything = false

  private var transcript = AlarmTranscript()
  private var shown: [TestAlarm.Subject: AlertmanagerClient.ShownAlert] = [:]
  /// The fingerprints of the alarms.
  private var own: Set<String> = []

  init(
    alarms: [TestAlarm],
    client: AlertmanagerClient,
    listener: WebhookListener?,
    patience: Swift.Duration,
    hold: Swift.Duration = .zero,
    hearsEverything: Bool = false,
    expected: @escaping (TestAlarm) -> [String]?
  ) {
    self.alarms = alarms
    self.client = client
    self.listener = listener
    self.patience = patience
    self.hold = hold
    self.hearsEverything = hearsEverything
    self.expected = expected
  }

  mutating func run(_ output: inout Output) -> ExitCode {
    do throws(NetworkError) {
      try play(&output)
    } catch {
      transcript.fail(error.reason, &output)
    }
    // Cleaning up goes on after an interrupt; what is ended twice stays ended.
    Interrupt.acknowledge()
    do throws(NetworkError) {
      try client.send(alarms, endingIn: 0)
    } catch {
      transcript.fail("the alerts end by themselves: \(error.reason)", &output)
    }
    return transcript.verdict(&output)
  }

  private mutating func play(_ output: inout Output) throws(NetworkError) {
    // Should slogen be killed, they are gone soon after it would have been done.
    let life = patience * 6 + hold + .seconds(60)
    try client.send(alarms, endingIn: Int(life.components.seconds))
    for alarm in alarms { transcript.say(alarm, "sent", alarm.line, &output) }
    try seeRoutes(&output)
    guard let first = alarms.first else { return }
    if first.subject == .heartbeat { return try seeHeartbeat(first, &output) }
    try seeArrival(of: first, &output)
    let second = alarms.dropFirst().first
    if let second { try seeSilence(of: second, while: first, &output) }
    try seeEnd(of: first, &output)
    if let second {
      try seeArrival(of: second, after: first, &output)
      try seeEnd(of: second, &output)
    }
  }
}

// What Alertmanager's API shows.
extension AlarmTrial {
  /// Waits until the alerts are shown as they must be, and tells whether they are.
  private mutating func wait(
    until condition: ([TestAlarm.Subject: AlertmanagerClient.ShownAlert]) -> Bool
  ) throws(NetworkError) -> Bool {
    let end = Deadline.now + patience
    while true {
      let alerts = try client.alerts(with: TestAlarm.marker)
      shown = [:]
      for alarm in alarms {
        shown[alarm.subject] = alerts.first { Set($0.labels) == Set(alarm.labels) }
      }
      own.formUnion(shown.values.map(\.fingerprint))
      if condition(shown) { return true }
      guard Deadline.now < end else { return false }
      try Socket.rest(until: min(end, .now + .milliseconds(200)))
    }
  }

  private mutating func seeRoutes(_ output: inout Output) throws(NetworkError) {
    let isShown = try wait { [alarms] shown in alarms.allSatisfy { shown[$0.subject] != nil } }
    guard isShown else { return transcript.fail("the alerts do not appear in its API", &output) }
    for alarm in alarms {
      let told = shown[alarm.subject]?.receivers ?? []
      let receivers = told.joined(separator: ", ")
      guard let expected = expected(alarm) else {
        transcript.say(alarm, "routed", "to \(receivers)", &output)
        continue
      }
      if Set(told) == Set(expected) {
        transcript.say(alarm, "routed", "to \(receivers), as the specs say", &output)
      } else {
        let names = expected.joined(separator: ", ")
        transcript.fail(alarm, "is routed to \(receivers); the specs say \(names)", &output)
      }
    }
  }

  /// Whether an alert is silent although nothing of this trial silences it; says so.
  private mutating func isMuted(_ alarm: TestAlarm, _ output: inout Output) -> Bool {
    guard let alert = shown[alarm.subject], alert.isSuppressed else { return false }
    let others = Set(alert.inhibitedBy).subtracting(own)
    if !alert.silencedBy.isEmpty {
      let silences = alert.silencedBy.joined(separator: ", ")
      transcript.fail(alarm, "is silenced by \(silences): nobody is told", &output)
    } else if !others.isEmpty {
      transcript.fail(alarm, "is held back by another alert that fires: nobody is told", &output)
    } else {
      return false
    }
    return true
  }

  private mutating func seeSilence(
    of ticket: TestAlarm,
    while page: TestAlarm,
    _ output: inout Output
  ) throws(NetworkError) {
    let isSilent = try wait { shown in
      guard let page = shown[page.subject], let ticket = shown[ticket.subject] else {
        return false
      }
      return ticket.isSuppressed && ticket.inhibitedBy.contains(page.fingerprint)
    }
    guard isSilent else {
      return transcript.fail(ticket, "is not held back while the page fires", &output)
    }
    if told(of: ticket, firing: true).isEmpty {
      transcript.say(ticket, "held back", "while the page fires", &output)
    } else {
      transcript.fail(ticket, "arrived while the page fires", &output)
    }
  }
}

// What arrives.
extension AlarmTrial {
  /// The receivers that have told of an alarm or of its end, each once, in the order of the specs.
  private func told(of alarm: TestAlarm, firing: Bool) -> [String] {
    guard let listener else { return [] }
    let told = Self.receivers(of: listener.notifications, that: alarm, firing: firing)
    let known = (expected(alarm) ?? []).filter(told.contains)
    return known + told.filter { !known.contains($0) }.sorted()
  }

  private static func receivers(
    of notifications: [WebhookNotification],
    that alarm: TestAlarm,
    firing: Bool
  ) -> [String] {
    var names: [String] = []
    for notification in notifications where !names.contains(notification.receiver) {
      let isMeant = notification.alerts.contains {
        $0.isFiring == firing && Set($0.labels) == Set(alarm.labels)
          && Set($0.annotations) == Set(alarm.annotations)
      }
      if isMeant { names.append(notification.receiver) }
    }
    return names
  }

  /// Waits for a notification at every receiver that must have it; one at least.
  private func arrives(
    _ alarm: TestAlarm,
    firing: Bool,
    at needed: [String]
  ) throws(NetworkError) -> Bool {
    guard let listener else { return false }
    return try listener.wait(until: .now + patience) { notifications in
      let told = Self.receivers(of: notifications, that: alarm, firing: firing)
      return !told.isEmpty && Set(needed).isSubset(of: told)
    }
  }

  private mutating func seeArrival(
    of alarm: TestAlarm,
    after other: TestAlarm? = nil,
    _ output: inout Output
  ) throws(NetworkError) {
    let isSettled = try wait { [own] shown in
      guard let alert = shown[alarm.subject] else { return false }
      // What an alarm of this trial silences is free soon, what others silence is not.
      return !alert.isSuppressed || !alert.silencedBy.isEmpty
        || !own.isSuperset(of: alert.inhibitedBy)
    }
    if isMuted(alarm, &output) { return }
    guard isSettled else { return transcript.fail(alarm, "stays held back", &output) }
    guard listener != nil else { return try fire(alarm, after: other, &output) }
    let needed = hearsEverything ? expected(alarm) ?? [] : []
    let hasArrived = try arrives(alarm, firing: true, at: needed)
    let told = told(of: alarm, firing: true)
    let names = told.joined(separator: ", ")
    let reason = other == nil ? "" : ", now that nobody is paged"
    if hasArrived {
      transcript.say(alarm, "arrived", "at \(names)\(reason)", &output)
      transcript.show(alarm.texts, &output)
    } else {
      let missing = needed.filter { !told.contains($0) }
      transcript.fail(alarm, "did not arrive" + Self.at(missing), &output)
    }
    let strangers = told.filter { !needed.contains($0) }
    if hearsEverything, !strangers.isEmpty {
      let text = "arrived" + Self.at(strangers) + ", whom the specs do not name"
      transcript.fail(alarm, text, &output)
    }
  }

  /// An alarm that others are told of: it fires for a while, so that they can be asked.
  private mutating func fire(
    _ alarm: TestAlarm,
    after other: TestAlarm?,
    _ output: inout Output
  ) throws(NetworkError) {
    guard other == nil else {
      return transcript.say(alarm, "free", "now that nobody is paged", &output)
    }
    transcript.say(alarm, "fires", "for \(hold.components.seconds)s", &output)
    let end = Deadline.now + hold
    while Deadline.now < end { try Socket.rest(until: end) }
  }

  /// The heartbeat arrives, arrives again, and is silent when it ends.
  private mutating func seeHeartbeat(
    _ alarm: TestAlarm,
    _ output: inout Output
  ) throws(NetworkError) {
    try seeArrival(of: alarm, &output)
    guard let listener, !told(of: alarm, firing: true).isEmpty else {
      return try seeEnd(of: alarm, &output)
    }
    let receivers = told(of: alarm, firing: true)
    let isRepeated = try listener.wait(until: .now + patience) { notifications in
      receivers.allSatisfy { receiver in
        let beats = notifications.filter { $0.receiver == receiver }
          .filter { !Self.receivers(of: [$0], that: alarm, firing: true).isEmpty }
        return beats.count > 1
      }
    }
    if isRepeated {
      transcript.say(
        alarm,
        "again",
        "at \(receivers.joined(separator: ", ")), while it fires",
        &output
      )
    } else {
      transcript.fail(alarm, "did not arrive a second time", &output)
    }
    try client.send([alarm], endingIn: 0)
    // Whoever is told of the end would be told with the next message.
    let isEndTold = try listener.wait(until: .now + Self.afterEnd) { notifications in
      !Self.receivers(of: notifications, that: alarm, firing: false).isEmpty
    }
    if isEndTold {
      transcript.fail(alarm, "ended, and its receiver took the news for a beat", &output)
    } else {
      transcript.say(alarm, "ended", "and nobody was told: silence is the alarm", &output)
    }
  }

  /// Longer than a rehearsed heartbeat takes.
  private static let afterEnd = Swift.Duration.seconds(4)

  private mutating func seeEnd(
    of alarm: TestAlarm,
    _ output: inout Output
  ) throws(NetworkError) {
    let wasTold = told(of: alarm, firing: true)
    try client.send([alarm], endingIn: 0)
    guard listener != nil else {
      let isGone = try wait { $0[alarm.subject] == nil }
      return isGone
        ? transcript.say(alarm, "ended", "and gone from its API", &output)
        : transcript.fail(alarm, "does not end", &output)
    }
    // Who was not told of an alert is not told of its end either.
    guard !wasTold.isEmpty else { return }
    if try arrives(alarm, firing: false, at: wasTold) {
      let names = told(of: alarm, firing: false).joined(separator: ", ")
      transcript.say(alarm, "recovered", "and told at \(names)", &output)
    } else {
      transcript.fail(alarm, "ended, and nobody was told of it", &output)
    }
  }

  private static func at(_ receivers: [String]) -> String {
    receivers.isEmpty ? "" : " at " + receivers.joined(separator: ", ")
  }
}

extension TestAlarm {
  /// `SLOPageBurn {slo_id="checkout/availability", severity="page"}`
  fileprivate var line: String {
    let name = labels.first { $0.name == "alertname" }?.value ?? ""
    let rest = labels.filter { $0.name != "alertname" }.map { label in
      "\(label.name)=\"\(DisplayWidth.printable(label.value))\""
    }
    return name + " {" + rest.joined(separator: ", ") + "}"
  }

  /// What a notification says, in lines: `summary: …`
  fileprivate var texts: [String] {
    annotations.flatMap { annotation -> [String] in
      let lines = annotation.value.split(whereSeparator: \.isNewline)
        .map { DisplayWidth.printable(String($0)) }
      return [annotation.name + ": " + (lines.first ?? "")] + lines.dropFirst().map { "  " + $0 }
    }
  }
}
