import SLODSL

/// Receivers as Alertmanager reads them; who was told of an incident is told of its end.
extension Receiver {
  var yaml: YAML {
    .map {
      "name" => name
      kind.key => .list([YAML.Item(.map(settings))])
    }
  }

  private var settings: [YAML.Entry] {
    switch kind {
    case .pagerDuty: pagerDuty
    case .slack: slack
    case .email: email
    case .webhook: webhook
    }
  }

  @YAMLMapBuilder private var pagerDuty: [YAML.Entry] {
    verbatim("routing_key_file", "routingKeyFile")
    verbatim("url", "url")
    template("client", "client")
    template("severity", "severity")
    recovery
  }

  @YAMLMapBuilder private var slack: [YAML.Entry] {
    template("channel", "channel")
    verbatim("api_url_file", "urlFile")
    template("username", "username")
    recovery
  }

  @YAMLMapBuilder private var email: [YAML.Entry] {
    template("to", "to")
    template("from", "from")
    verbatim("smarthost", "smarthost")
    if let password = self["passwordFile"] {
      // Mail servers ask for both; most know a sender by the address.
      "auth_username" => (self["username"] ?? self["from"] ?? "")
      "auth_password_file" => password
    }
    recovery
  }

  @YAMLMapBuilder private var webhook: [YAML.Entry] {
    verbatim("url", "url")
    verbatim("url_file", "urlFile")
    recovery
  }

  private var recovery: YAML.Entry { "send_resolved" => .boolean(true) }

  /// A value that Alertmanager takes as it is.
  private func verbatim(_ key: String, _ argument: String) -> [YAML.Entry] {
    self[argument].map { [key => $0] } ?? []
  }

  /// A value that Alertmanager reads as a template.
  private func template(_ key: String, _ argument: String) -> [YAML.Entry] {
    self[argument].map { [key => GoTemplateText.literal($0)] } ?? []
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
    }
  }
}
