import SLODSL

/// What the command line says of an alarm test.
struct AlarmTestOptions {
  /// An SLO's name; nil for the first that alerts.
  let subject: String?
  /// Nil for page and ticket.
  let severity: AlertSeverity?
  /// Nil for one of slogen's own.
  let alertmanager: HTTPAddress?
  let listen: (host: String, port: UInt16)?
  let hold: Swift.Duration
  let timeout: Swift.Duration

  init(_ invocation: Invocation) throws(Misuse) {
    guard invocation.operands.count <= 1 else {
      throw Misuse("name one SLO: slogen alarm-test checkout/availability", command: .alarmTest)
    }
    subject = invocation.operands.first
    severity = try invocation.severity()
    alertmanager = try invocation.address(of: .alertmanager)
    listen = try Self.place(invocation.value(of: .listen))
    let held = try invocation.time(of: .hold)
    if alertmanager == nil, listen != nil || held != nil {
      let option: Option = listen == nil ? .hold : .listen
      throw Misuse("\(option.spelling) has no meaning without --alertmanager", command: .alarmTest)
    }
    if listen != nil, held != nil {
      throw Misuse("--hold has no meaning with --listen", command: .alarmTest)
    }
    hold = held ?? .seconds(60)
    timeout = try invocation.time(of: .timeout) ?? .seconds(listen == nil ? 20 : 360)
  }

  private static func place(_ text: String?) throws(Misuse) -> (host: String, port: UInt16)? {
    guard let text else { return nil }
    guard let place = HTTPAddress.hostAndPort(text, otherwise: nil) else {
      throw Misuse("'--listen \(printable(text))' is not HOST:PORT", command: .alarmTest)
    }
    return (place.host.isEmpty ? "0.0.0.0" : place.host, place.port)
  }

  private static func printable(_ text: String) -> String { DisplayWidth.printable(text) }
}

extension Invocation {
  /// The one severity that is meant; nil for both.
  func severity() throws(Misuse) -> AlertSeverity? {
    guard let text = value(of: .severity) else { return nil }
    guard let severity = AlertSeverity(rawValue: text) else {
      let shown = DisplayWidth.printable(text)
      throw Misuse("'--severity \(shown)' is not page or ticket", command: command)
    }
    return severity
  }
}
