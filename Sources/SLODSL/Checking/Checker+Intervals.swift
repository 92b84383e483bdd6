/// `interval office { … }`: times that come again.
extension Checker {
  mutating func readIntervals() -> [TimeInterval] {
    files.flatMap { file in
      file.declarations.compactMap { declaration in
        guard case .interval(let block) = declaration else { return nil }
        return interval(block, in: Scope(file: file.file.id))
      }
    }
  }

  private mutating func interval(
    _ block: BlockDeclaration,
    in scope: Scope
  ) -> TimeInterval? {
    let settings = self.settings(of: block.body, in: scope, allowed: SettingKey.interval)
    let weekdays = settings.first(.days).map {
      cyclicRanges($0, among: TimeInterval.weekdayNames, from: 0)
    }
    let months = settings.first(.months).map {
      cyclicRanges($0, among: TimeInterval.monthNames, from: 1)
    }
    let dates = settings.first(.dates).map { self.dates($0) }
    let times = settings.first(.times).map { self.times($0) }
    guard [.days, .months, .dates, .times].contains(where: { settings.first($0) != nil }) else {
      if !settings.hasUnknown { report(.intervalOfAllTimes(block.name)) }
      return nil
    }
    guard let zone = settings.first(.zone) else {
      report(.intervalWithoutZone(block.name))
      return nil
    }
    return TimeInterval(
      name: block.name.text,
      weekdays: weekdays ?? [],
      times: times ?? [],
      dates: dates ?? [],
      months: months ?? [],
      zone: self.zone(zone) ?? "UTC",
      origin: block.name.range
    )
  }

  // MARK: Ranges

  /// `monday...friday, sunday`: ranges that may go around the end, as ranges that do not.
  private mutating func cyclicRanges(
    _ setting: ScopedSetting,
    among names: [String],
    from first: Int
  ) -> [ClosedRange<Int>] {
    let key = setting.key.rawValue
    var isChosen = [Bool](repeating: false, count: names.count)
    for argument in setting.setting.values {
      var ends = [argument.value]
      if case .range(let lower, let upper, let closed, let range) = argument.value {
        guard closed else {
          report(.intervalRange(key, at: range))
          continue
        }
        ends = [lower, upper]
      }
      let chosen = ends.compactMap { word($0, among: names, for: key) }
        .compactMap(names.firstIndex)
      guard chosen.count == ends.count, let start = chosen.first, let end = chosen.last else {
        continue
      }
      for step in 0...(end - start + names.count) % names.count {
        isChosen[(start + step) % names.count] = true
      }
    }
    return isChosen.indices.filter { isChosen[$0] }.map { $0 + first }.consecutiveRanges
  }

  /// `24...26, 31`
  private mutating func dates(_ setting: ScopedSetting) -> [ClosedRange<Int>] {
    setting.setting.values.compactMap { argument -> ClosedRange<Int>? in
      switch argument.value {
      case .range(let lower, let upper, closed: true, _):
        if let first = date(lower), let last = date(upper), first <= last { return first...last }
      case .missing: return nil
      default: if let date = date(argument.value) { return date...date }
      }
      report(.intervalRange("dates", at: argument.value.range))
      return nil
    }
  }

  private func date(_ expression: Expression) -> Int? {
    guard case .quantity(let literal) = expression else { return nil }
    return Int(text(at: literal.range)).flatMap { (1...31).contains($0) ? $0 : nil }
  }

  /// `"09:00"..."12:00", "13:00"..."17:00"`
  private mutating func times(_ setting: ScopedSetting) -> [TimeInterval.Times] {
    setting.setting.values.compactMap { argument in
      if case .missing = argument.value { return nil }
      guard case .range(let lower, let upper, closed: true, _) = argument.value,
        case .text(let start)? = value(of: lower, as: .text, for: "times", in: setting.scope),
        case .text(let end)? = value(of: upper, as: .text, for: "times", in: setting.scope),
        let first = Self.minute(start), let last = Self.minute(end)
      else {
        report(.intervalRange("times", at: argument.value.range))
        return nil
      }
      guard first < last else {
        report(.intervalAroundMidnight(start, end, at: argument.value.range))
        return nil
      }
      return TimeInterval.Times(start: start, end: end)
    }
  }

  /// `09:30` in minutes since midnight.
  private static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), minute < 60,
      hour < 24 || (hour == 24 && minute == 0)
    else { return nil }
    return Int(hour) * 60 + Int(minute)
  }

  private mutating func zone(_ setting: ScopedSetting) -> String? {
    guard let zone = text(setting) else { return nil }
    let isName = zone.utf8.allSatisfy { byte in
      Unicode.Scalar(byte).properties.isAlphabetic || "_+-/0123456789".utf8.contains(byte)
    }
    let place = setting.setting.values[0].range
    guard isName, !zone.isEmpty else {
      report(.notAZone(zone, at: place))
      return nil
    }
    let isResource = project.routeForms.contains {
      if case .resource = $0 { true } else { false }
    }
    if isResource, !["UTC", "Etc/UTC"].contains(zone) { report(.zoneInResource(zone, at: place)) }
    return zone
  }

  // MARK: Who is told when

  /// Those that a `page:` or `ticket:` lists: `pager`, `slack(during: office)`.
  mutating func recipients(_ setting: ScopedSetting) -> [Recipient] {
    var recipients: [Recipient] = []
    for argument in setting.setting.values {
      guard let recipient = recipient(argument, of: setting) else { continue }
      if recipients.contains(where: { $0.receiver == recipient.receiver }) {
        report(.labelTwice(recipient.receiver, at: argument.value.range))
      } else {
        recipients.append(recipient)
      }
    }
    return recipients
  }

  private mutating func recipient(_ argument: Argument, of setting: ScopedSetting) -> Recipient? {
    switch argument.value {
    case .missing: return nil
    case .name(let name) where argument.label == nil:
      return receiver(named: name, in: setting.scope).map { Recipient($0) }
    case .call(let call) where argument.label == nil:
      guard case .name(let name) = call.callee else { fallthrough }
      guard let receiver = receiver(named: name, in: setting.scope) else { return nil }
      var hours: [String: [String]] = [:]
      for argument in call.arguments {
        guard let label = argument.label?.text, ["during", "except"].contains(label),
          hours[label] == nil
        else {
          report(.unknownArgument(argument, of: name.text, among: ["during", "except"]))
          continue
        }
        hours[label] = intervals(argument.value, of: label, in: setting.scope)
      }
      return Recipient(receiver, during: hours["during"] ?? [], except: hours["except"] ?? [])
    default:
      report(
        .nameExpected(
          setting.key.rawValue,
          at: argument.range,
          instead: argument.value.listedNames?.joined(separator: ", ")
        )
      )
      return nil
    }
  }

  /// `office`, `[nights, weekends]`
  private mutating func intervals(
    _ expression: Expression,
    of key: String,
    in scope: Scope
  ) -> [String] {
    var names = [expression]
    if case .list(let elements, _) = expression { names = elements }
    return names.compactMap { element in
      guard case .name(let name) = element else {
        if case .missing = element { return nil }
        report(.intervalExpected(key, at: element.range))
        return nil
      }
      if case .interval = symbol(named: name.text, in: scope) { return name.text }
      let declared = namesInScope(scope) { if case .interval = $0 { true } else { false } }
      let elsewhere = declarationElsewhere(of: name.text, unseenBy: scope)
      report(.unknownDeclaration("interval", name, among: declared, elsewhere: elsewhere?.path))
      return nil
    }
  }
}

extension [Int] {
  /// Numbers in ascending order as ranges of neighbours.
  fileprivate var consecutiveRanges: [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for number in self {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges
  }
}
