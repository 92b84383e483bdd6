/// Words for times, and for who is told when.
extension Diagnostic {
  static func pageMayBeMuted(_ recipients: [Recipient], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2045,
      "a page would reach nobody at some hours: "
        + recipients.map(\.text).joined(separator: ", "),
      at: range,
      help: [
        "list somebody without hours too, or two who relieve each other: "
          + "page: day(during: office), night(except: office)"
      ]
    )
  }

  static func intervalExpected(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'\(key):' names an interval",
      at: range,
      help: ["write \(key): office, or \(key): [nights, weekends]"]
    )
  }

  static func intervalOfAllTimes(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO2046,
      "the interval '\(name.text)' is all the time",
      at: name.range,
      help: ["state days:, times:, dates: or months:"]
    )
  }

  static func intervalWithoutZone(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO2046,
      "the interval '\(name.text)' does not say whose clock it means",
      at: name.range,
      help: ["write zone: \"Europe/Berlin\", or zone: \"UTC\""]
    )
  }

  static func intervalRange(_ key: String, at range: SourceRange) -> Diagnostic {
    let form =
      switch key {
      case "times": "times: \"09:00\"...\"17:00\", with two digits each, up to \"24:00\""
      case "dates": "dates: 24...26, from 1 to 31"
      case "days": "days: monday...friday"
      default: "months: june...august"
      }
    return Diagnostic(.SLO2046, "these are no \(key)", at: range, help: ["write \(form)"])
  }

  static func intervalAroundMidnight(
    _ start: String,
    _ end: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2046,
      "\(end) is not after \(start) on the same day",
      at: range,
      notes: ["days: means the day on the calendar, on both sides of midnight"],
      help: ["write two ranges: \"\(start)\"...\"24:00\", \"00:00\"...\"\(end)\""]
    )
  }

  static func notAZone(_ zone: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2046,
      "this is no time zone",
      at: range,
      label: "a name of the tz database is expected",
      help: ["write zone: \"Europe/Berlin\", or zone: \"UTC\""]
    )
  }

  static func zoneInResource(_ zone: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "an AlertmanagerConfig knows no time zones: its times are UTC",
      at: range,
      help: ["write the times in UTC and zone: \"UTC\", or leave out routes: of operator(…)"]
    )
  }
}
