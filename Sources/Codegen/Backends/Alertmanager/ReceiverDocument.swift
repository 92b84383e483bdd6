import SLODSL

/// Receivers as Alertmanager reads them.
extension Receiver {
  var yaml: YAML {
    .map {
      "name" => name
      kind.key => .list([YAML.Item(.map(integration.map(\.yaml)))])
    }
  }
}

extension ReceiverSetting {
  fileprivate var yaml: YAML.Entry {
    switch value {
    case .verbatim(let text): key => text
    case .flag(let flag): key => .boolean(flag)
    case .template(let trees), .html(let trees): key => GoTemplateWriter.text(of: trees)
    case .map(let settings): key => .map(settings.map(\.yaml))
    case .list(let elements):
      key => .list(elements.map { YAML.Item(.map($0.map(\.yaml))) })
    }
  }
}

extension Receiver.Kind {
  /// The key of a receiver's integrations of the kind.
  fileprivate var key: String {
    switch self {
    case .pagerDuty: "pagerduty_configs"
    case .slack: "slack_configs"
    case .email: "email_configs"
    case .webhook: "webhook_configs"
    case .opsGenie: "opsgenie_configs"
    // That for workflows; the connectors of `msteams_configs` are no more.
    case .teams: "msteamsv2_configs"
    case .discord: "discord_configs"
    }
  }
}
