package import SLODSL

/// One setting of a receiver, as Alertmanager understands its value.
package struct ReceiverSetting: Hashable, Sendable {
  package indirect enum Value: Hashable, Sendable {
    /// Taken as it is: a path, an address.
    case verbatim(String)
    case flag(Bool)
    /// Filled in for each notification by text/template.
    case template([GoTemplateTree])
    /// The same by html/template.
    case html([GoTemplateTree])
    case map([ReceiverSetting])
    case list([[ReceiverSetting]])
  }

  package let key: String
  package let value: Value

  init(_ key: String, _ value: Value) {
    self.key = key
    self.value = value
  }
}

/// What a receiver is told, beside who it is: title and text from the templates, so that all
/// receivers say the same, each in its own mark-up. Who was told of an incident is told of its end.
extension Receiver {
  package var integration: [ReceiverSetting] {
    let settings =
      switch kind {
      case .pagerDuty: pagerDuty
      case .slack: slack
      case .email: email
      case .webhook: verbatim("url", "url") + verbatim("url_file", "urlFile")
      case .opsGenie: opsGenie
      case .teams: teams
      case .discord: discord
      }
    return settings + [ReceiverSetting("send_resolved", .flag(!hearsHeartbeat))]
  }

  private var pagerDuty: [ReceiverSetting] {
    verbatim("routing_key_file", "routingKeyFile") + verbatim("url", "url")
      + template("client", "client") + [use("client_url", "slogen.link")]
      + [use("description", "slogen.title")]
      + template("severity", "severity", otherwise: "slogen.pagerduty.severity")
      + [
        ReceiverSetting("class", .template([.value(.path(".CommonLabels.alertname"))])),
        ReceiverSetting("component", .template([.value(.path(".CommonLabels.slo_service"))])),
        ReceiverSetting("group", .template([.value(.path(".CommonLabels.owner"))])),
        ReceiverSetting("details", .map([use("firing", "slogen.text")])),
      ]
  }

  private var slack: [ReceiverSetting] {
    template("channel", "channel") + verbatim("api_url_file", "urlFile")
      + template("username", "username")
      + [
        use("color", "slogen.slack.color"), use("fallback", "slogen.title"),
        use("title", "slogen.title"), use("title_link", "slogen.link"),
        use("text", "slogen.slack"),
      ]
  }

  private var email: [ReceiverSetting] {
    var settings =
      template("to", "to") + template("from", "from") + verbatim("smarthost", "smarthost")
    if let password = self["passwordFile"] {
      // Mail servers ask for both; most know a sender by the address.
      let user = self["username"] ?? self["from"] ?? ""
      settings.append(ReceiverSetting("auth_username", .verbatim(user)))
      settings.append(ReceiverSetting("auth_password_file", .verbatim(password)))
    }
    return settings
      + [
        ReceiverSetting("headers", .map([use("Subject", "slogen.title")])),
        use("text", "slogen.text"),
        ReceiverSetting("html", .html([.use("slogen.html", .dot)])),
      ]
  }

  private var opsGenie: [ReceiverSetting] {
    var settings =
      verbatim("api_key_file", "apiKeyFile") + verbatim("api_url", "apiUrl")
      + [use("message", "slogen.title"), use("description", "slogen.text")]
    if let team = self["team"] {
      let responder = [
        ReceiverSetting("name", .template([.text(team)])),
        ReceiverSetting("type", .verbatim("team")),
      ]
      settings.append(ReceiverSetting("responders", .list([responder])))
    }
    return settings + template("priority", "priority", otherwise: "slogen.opsgenie.priority")
      + [
        ReceiverSetting("entity", .template([.value(.path(".CommonLabels.slo_id"))])),
        ReceiverSetting(
          "tags",
          .template([
            .value(.path(".CommonLabels.slo_service")), ",",
            .value(.path(".CommonLabels.severity")),
          ])
        ),
      ]
  }

  private var teams: [ReceiverSetting] {
    verbatim("webhook_url_file", "urlFile")
      + [use("title", "slogen.title"), use("text", "slogen.teams")]
  }

  private var discord: [ReceiverSetting] {
    verbatim("webhook_url_file", "urlFile")
      + [use("title", "slogen.title"), use("message", "slogen.discord")]
      + template("username", "username")
  }

  // MARK: Values

  private func verbatim(_ key: String, _ argument: String) -> [ReceiverSetting] {
    self[argument].map { [ReceiverSetting(key, .verbatim($0))] } ?? []
  }

  /// What the author wrote, where Alertmanager would read braces as a template.
  private func template(_ key: String, _ argument: String) -> [ReceiverSetting] {
    self[argument].map { [ReceiverSetting(key, .template([.text($0)]))] } ?? []
  }

  private func template(
    _ key: String,
    _ argument: String,
    otherwise name: String
  ) -> [ReceiverSetting] {
    self[argument] == nil ? [use(key, name)] : template(key, argument)
  }

  private func use(_ key: String, _ name: String) -> ReceiverSetting {
    ReceiverSetting(key, .template([.use(name, .dot)]))
  }
}

extension Receiver.Kind {
  /// In what mark-up a receiver of the kind is told.
  var styles: [NotificationStyle] {
    switch self {
    case .pagerDuty, .opsGenie: [.plain]
    case .slack: [.slack]
    case .email: [.plain, .html]
    case .teams: [.teams]
    case .discord: [.discord]
    case .webhook: []
    }
  }
}
