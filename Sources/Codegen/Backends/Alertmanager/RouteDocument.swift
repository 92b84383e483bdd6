import SLODSL

/// Routes as Alertmanager reads them.
extension Route {
  /// The root, which needs a receiver of its own and may have no matchers.
  var yaml: YAML {
    .map {
      "receiver" => receivers[0].receiver
      settings
    }
  }

  var item: YAML.Item {
    YAML.Item(
      .map {
        "matchers" => matchers.yaml
        if receivers.count == 1 {
          "receiver" => receivers[0].receiver
          receivers[0].hours
        }
        settings
      },
      comments: comment.map(YAML.lines(of:)) ?? []
    )
  }

  @YAMLMapBuilder private var settings: [YAML.Entry] {
    if let grouping { "group_by" => .inlineList(grouping.map(YAML.text)) }
    if let pace {
      "group_wait" => pace.wait.text
      "group_interval" => pace.interval.text
      "repeat_interval" => pace.reminder.text
    }
    let below = routes.map(\.item) + everyReceiver
    if !below.isEmpty { "routes" => .list(below) }
  }

  /// A route has one receiver, so each of several has a route below, behind all others, that every
  /// alert takes and goes on from to the next.
  private var everyReceiver: [YAML.Item] {
    guard receivers.count > 1 else { return [] }
    return receivers.enumerated().map { index, recipient in
      YAML.Item(
        .map {
          "receiver" => recipient.receiver
          recipient.hours
          if index < receivers.count - 1 { "continue" => .boolean(true) }
        }
      )
    }
  }
}

extension [RouteMatcher] {
  /// `['severity="page"', 'slo_id!=""']`
  var yaml: YAML { .inlineList(map { YAML.text($0.text) }) }
}

extension Recipient {
  @YAMLMapBuilder fileprivate var hours: [YAML.Entry] {
    if !during.isEmpty { "active_time_intervals" => .inlineList(during.map(YAML.text)) }
    if !except.isEmpty { "mute_time_intervals" => .inlineList(except.map(YAML.text)) }
  }
}
