/// Who is told: a receiver as it is declared.
package struct Receiver: Hashable, Sendable {
  package let name: String
  package let kind: Kind
  /// The arguments by name, in the order written; secrets are paths of files.
  package let settings: [Label]
  /// Whether it is a machine that hears the heartbeat. It is told of no recovery: when the heart
  /// stops, the news of it would count as one more beat.
  package let hearsHeartbeat: Bool
  package let origin: SourceRange

  package init(
    name: String,
    kind: Kind,
    settings: [Label],
    hearsHeartbeat: Bool = false,
    origin: SourceRange
  ) {
    self.name = name
    self.kind = kind
    self.settings = settings
    self.hearsHeartbeat = hearsHeartbeat
    self.origin = origin
  }

  /// The value of an argument; nil where the author wrote none.
  package subscript(argument: String) -> String? {
    settings.first { $0.name == argument }?.value
  }
}

extension Receiver {
  /// The service or protocol over which a receiver is told.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case pagerDuty = "PagerDuty"
    case slack = "Slack"
    case email = "Email"
    case webhook = "Webhook"
    case opsGenie = "OpsGenie"
    case teams = "Teams"
    case discord = "Discord"

    /// The first Alertmanager that tells it, with its secret in a file.
    package var since: AlertmanagerVersion {
      switch self {
      case .pagerDuty, .slack, .email, .webhook, .opsGenie: .v0_25
      case .teams, .discord: .v0_28
      }
    }

    /// Whether it can be a machine that waits for messages, and so hear a heartbeat. The others
    /// would tell people every minute.
    package var mayHearHeartbeat: Bool {
      switch self {
      case .webhook, .email: true
      case .pagerDuty, .slack, .opsGenie, .teams, .discord: false
      }
    }

    /// What a receiver of the kind may state, in the order in which people are told of it.
    package var arguments: [Argument] {
      switch self {
      case .pagerDuty:
        [
          Argument("routingKeyFile", .file, .needed), Argument("url", .address),
          Argument("client", .text), Argument("severity", .text),
        ]
      case .slack:
        [
          Argument("channel", .text, .needed), Argument("urlFile", .file, .needed),
          Argument("username", .text),
        ]
      case .email:
        [
          Argument("to", .mailbox, .needed), Argument("from", .mailbox, .needed),
          Argument("smarthost", .hostAndPort, .needed), Argument("username", .text),
          Argument("passwordFile", .file),
        ]
      case .webhook:
        [
          Argument("url", .address, .neededUnless("urlFile")),
          Argument("urlFile", .file, .neededUnless("url"), since: .v0_26),
        ]
      case .opsGenie:
        [
          Argument("apiKeyFile", .file, .needed), Argument("apiUrl", .address),
          Argument("team", .text), Argument("priority", .text),
        ]
      case .teams: [Argument("urlFile", .file, .needed)]
      case .discord: [Argument("urlFile", .file, .needed), Argument("username", .text)]
      }
    }
  }

  /// Something that a kind of receivers may state: a row of its table.
  package struct Argument: Hashable, Sendable {
    /// What a value must look like, so that Alertmanager loads it.
    package enum Form: Hashable, Sendable {
      case text
      /// The path of a file, which holds a secret.
      case file
      /// `https://…`
      case address
      /// `someone@example.com`, several with commas between them.
      case mailbox
      /// `mail.example.com:587`
      case hostAndPort
    }

    package enum Need: Hashable, Sendable {
      case optional
      case needed
      /// This argument or the other, not both.
      case neededUnless(String)
    }

    package let name: String
    package let form: Form
    package let need: Need
    /// The first Alertmanager that knows it.
    package let since: AlertmanagerVersion

    init(
      _ name: String,
      _ form: Form,
      _ need: Need = .optional,
      since: AlertmanagerVersion = .v0_25
    ) {
      self.name = name
      self.form = form
      self.need = need
      self.since = since
    }
  }
}
