/// `heartbeat:`: who hears all the time that alerts get through.
extension Checker {
  /// The parts into which an interval is divided must be whole seconds that a notifier can keep.
  private static let shortestHeartbeat = Duration.seconds(30)

  /// `heartbeat: deadman`, `heartbeat: deadman(every: 1m)`; nil has been reported.
  mutating func heartbeat(_ setting: ScopedSetting) -> Heartbeat? {
    guard let expression = single(setting) else { return nil }
    var every: Duration? = Heartbeat.usualInterval
    let name: Name
    switch expression {
    case .name(let written): name = written
    case .call(let call):
      guard case .name(let callee) = call.callee else { fallthrough }
      name = callee
      for argument in call.arguments {
        guard argument.label?.text == "every" else {
          report(.unknownArgument(argument, of: callee.text, among: ["every"]))
          continue
        }
        every = heartbeatInterval(argument, in: setting)
      }
    case .missing: return nil
    default:
      report(.heartbeatExpected(at: expression.range))
      return nil
    }
    guard let receiver = receiver(named: name, in: setting.scope), let every else { return nil }
    return Heartbeat(receiver: receiver, every: every, origin: setting.setting.range)
  }

  private mutating func heartbeatInterval(
    _ argument: Argument,
    in setting: ScopedSetting
  ) -> Duration? {
    let value = reading(setting) { checker in
      checker.value(of: argument.value, as: .duration, for: "every", in: setting.scope)
    }
    guard case .quantity(let quantity, _)? = value, let duration = quantity.duration else {
      return nil
    }
    guard duration >= Self.shortestHeartbeat, duration.isMultiple(of: .seconds(30)) else {
      report(.heartbeatInterval(duration, at: argument.value.range))
      return nil
    }
    return duration
  }

  /// Whether the heartbeat's receiver is a machine that hears nothing else, and whether it says
  /// anything: that alerts get through to people.
  mutating func checkHeartbeat(_ receivers: [Receiver], _ services: [Service]) {
    guard let heartbeat = project.heartbeat,
      let receiver = receivers.first(where: { $0.name == heartbeat.receiver })
    else { return }
    let slos = services.flatMap(\.objectives)
    let told = Set(
      ([project.receivers] + slos.map(\.receivers)).flatMap { $0.page + $0.ticket }
        .map(\.receiver)
    )
    if !receiver.kind.mayHearHeartbeat {
      report(.heartbeatToPeople(receiver, every: heartbeat.every, at: heartbeat.origin))
    } else if told.contains(receiver.name) {
      report(.heartbeatAmongAlerts(receiver, at: heartbeat.origin))
    }
    if told.isEmpty, !slos.isEmpty { report(.heartbeatOfNothing(at: heartbeat.origin)) }
  }
}
