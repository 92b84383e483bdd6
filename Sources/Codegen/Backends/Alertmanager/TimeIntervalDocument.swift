import SLODSL

/// Times as Alertmanager reads them.
extension TimeInterval {
  var yaml: YAML.Item {
    YAML.Item(
      .map {
        "name" => name
        "time_intervals" => .list([YAML.Item(.map(parts))])
      }
    )
  }

  @YAMLMapBuilder private var parts: [YAML.Entry] {
    if !times.isEmpty {
      "times"
        => .inlineList(
          times.map { part in
            .inline {
              "start_time" => part.start
              "end_time" => part.end
            }
          }
        )
    }
    if !weekdays.isEmpty { "weekdays" => .inlineList(weekdayTexts.map(YAML.text)) }
    if !dates.isEmpty {
      "days_of_month" => .inlineList(dates.map { .text(Self.text(of: $0, \.description)) })
    }
    if !months.isEmpty { "months" => .inlineList(monthTexts.map(YAML.text)) }
    "location" => zone
  }

  /// The same in a resource of Kubernetes, whose times are UTC.
  var resource: YAML.Item {
    YAML.Item(
      .map {
        "name" => name
        "timeIntervals" => .list([YAML.Item(.map(resourceParts))])
      }
    )
  }

  @YAMLMapBuilder private var resourceParts: [YAML.Entry] {
    if !times.isEmpty {
      "times"
        => .inlineList(
          times.map { part in
            .inline {
              "startTime" => part.start
              "endTime" => part.end
            }
          }
        )
    }
    if !weekdays.isEmpty { "weekdays" => .inlineList(weekdayTexts.map(YAML.text)) }
    if !dates.isEmpty {
      "daysOfMonth"
        => .inlineList(
          dates.map { range in
            .inline {
              "start" => .number(ExactNumber(range.lowerBound))
              "end" => .number(ExactNumber(range.upperBound))
            }
          }
        )
    }
    if !months.isEmpty { "months" => .inlineList(monthTexts.map(YAML.text)) }
  }

  // MARK: Ranges

  /// `monday:friday`
  private var weekdayTexts: [String] {
    weekdays.map { Self.text(of: $0) { Self.weekdayNames[$0] } }
  }

  private var monthTexts: [String] {
    months.map { Self.text(of: $0) { Self.monthNames[$0 - 1] } }
  }

  private static func text(of range: ClosedRange<Int>, _ name: (Int) -> String) -> String {
    range.count == 1
      ? name(range.lowerBound) : name(range.lowerBound) + ":" + name(range.upperBound)
  }
}
