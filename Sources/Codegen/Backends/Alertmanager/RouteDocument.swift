import SLODSL

/// Routes as Alertmanager reads them.
extension Route {
  /// A receiver that tells nobody; a dash is in no name of a spec.
  static let nobody = "slogen-nobody"

  /// Its declaration, where a route leads there.
  var nobody: [YAML.Item] {
    tellsNobody ? [YAML.Item(.map { "name" => Self.nobody })] : []
  }

  private var tellsNobody: Bool { receivers.isEmpty || routes.contains(where: \.tellsNobody) }

  /// The root, which needs a receiver of its own and may have no matchers.
  var yaml: YAML {
    .map {
      "receiver" => (receivers.first?.receiver ?? Self.nobody)
      settings
    }
  }

  var item: YAML.Item {
    YAML.Item(
      .map {
        "matchers" => matchers.yaml
        if receivers.count < 2 {
          "receiver" => (receivers.first?.receiver ?? Self.nobody)
          if let only = receivers.first { only.hours }
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
