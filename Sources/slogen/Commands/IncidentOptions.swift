import Codegen
import SLODSL

/// What the command line says of an incident and of traffic.
struct IncidentOptions {
  let phases: [Incident.Phase]
  let rate: Quantity?
  let history: Duration?
  let group: [Label]

  /// The most phases that an incident may have.
  private static let mostPhases = 100

  init(_ invocation: Invocation) throws(Misuse) {
    rate = try Self.quantity(.traffic, of: invocation).map { (text, quantity) throws(Misuse) in
      guard [.eventRate, .byteRate].contains(quantity.unit), quantity.value > .zero else {
        throw Misuse(
          "'--traffic \(text)' is no rate above 0 such as 20rps, 5/min or 50MB/s",
          command: invocation.command
        )
      }
      return quantity
    }
    history = try Self.quantity(.history, of: invocation).map { (text, quantity) throws(Misuse) in
      try Self.duration(quantity, text, of: .history, invocation)
    }
    group = try Self.labels(of: invocation)
    phases = invocation.command == .simulate ? try Self.phases(of: invocation) : []
  }

  // MARK: Phases

  private static func phases(of invocation: Invocation) throws(Misuse) -> [Incident.Phase] {
    let shares = invocation.options[.errors] ?? []
    let durations = invocation.options[.duration] ?? []
    guard !shares.isEmpty, !durations.isEmpty else {
      throw Misuse(
        "say how many events fail, and for how long: --errors 5% --for 30m",
        command: invocation.command
      )
    }
    guard shares.count == durations.count else {
      throw Misuse(
        "each --errors needs a --for: there are \(shares.count) and \(durations.count)",
        command: invocation.command
      )
    }
    guard shares.count <= mostPhases else {
      throw Misuse("an incident has at most \(mostPhases) phases", command: invocation.command)
    }
    var phases: [Incident.Phase] = []
    for (share, length) in zip(shares, durations) {
      let duration = try quantity(length, of: .duration, invocation)
      phases.append(
        Incident.Phase(
          errors: try ratio(share, invocation),
          duration: try self.duration(duration, length, of: .duration, invocation)
        )
      )
    }
    guard phases.contains(where: { $0.errors > .zero }) else {
      throw Misuse("without errors nothing happens: --errors 5%", command: invocation.command)
    }
    return phases
  }

  /// `5%` or `0.05`, from 0 to 1.
  private static func ratio(
    _ text: String,
    _ invocation: Invocation
  ) throws(Misuse) -> ExactNumber {
    let quantity = try quantity(text, of: .errors, invocation)
    guard [.ratio, .number].contains(quantity.unit) else {
      throw Misuse(
        "'--errors \(printable(text))' is no share such as 5%",
        command: invocation.command
      )
    }
    guard quantity.value <= .one else {
      let percent = quantity.unit == .number ? "; did you mean \(printable(text))%?" : ""
      throw Misuse(
        "'--errors \(printable(text))' is more than all events\(percent)",
        command: invocation.command
      )
    }
    return quantity.value
  }

  private static func duration(
    _ quantity: Quantity,
    _ text: String,
    of option: Option,
    _ invocation: Invocation
  ) throws(Misuse) -> Duration {
    guard let duration = quantity.duration, duration > .zero else {
      throw Misuse(
        "'\(option.spelling) \(printable(text))' is no time above 0 such as 30m",
        command: invocation.command
      )
    }
    return duration
  }

  // MARK: Reading

  /// The value of an option that is a literal of the language.
  private static func quantity(
    _ option: Option,
    of invocation: Invocation
  ) throws(Misuse) -> (text: String, quantity: Quantity)? {
    guard let text = invocation.value(of: option) else { return nil }
    return (printable(text), try quantity(text, of: option, invocation))
  }

  private static func quantity(
    _ text: String,
    of option: Option,
    _ invocation: Invocation
  ) throws(Misuse) -> Quantity {
    do throws(Quantity.Mistake) {
      return try Quantity(literal: text)
    } catch {
      throw Misuse(
        "'\(option.spelling) \(printable(text))': \(error.message)",
        command: invocation.command
      )
    }
  }

  private static func labels(of invocation: Invocation) throws(Misuse) -> [Label] {
    var labels: [Label] = []
    for text in invocation.options[.group] ?? [] {
      guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex
      else {
        throw Misuse(
          "'--group \(printable(text))' is not label=value",
          command: invocation.command
        )
      }
      let value = String(text[text.utf8.index(after: equals)...])
      labels.append(Label(String(text[..<equals]), value))
    }
    return labels
  }

  private static func printable(_ text: String) -> String { DisplayWidth.printable(text) }
}

extension IncidentOptions {
  /// Events a second for an SLO: as the command line says, else as its author does.
  func rate(for slo: ServiceLevelObjective) throws(UnknownObjective) -> ExactNumber? {
    if case .samples = slo.indicator {
      guard rate == nil else {
        throw UnknownObjective(
          message: "\(slo.identity.text) counts slices of \(slo.timing.interval.text), "
            + "whatever the traffic"
        )
      }
      return nil
    }
    guard let rate else { return slo.traffic }
    let isBytes = CountedThing(of: slo) == .bytes
    guard rate.unit == (isBytes ? .byteRate : .eventRate) else {
      let example = isBytes ? "bytes, so its traffic is --traffic 50MB/s" : "no bytes: 20rps, 5/min"
      throw UnknownObjective(message: "\(slo.identity.text) counts \(example)")
    }
    return rate.value
  }
}
