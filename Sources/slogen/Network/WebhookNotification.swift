import Codegen
import SLODSL

/// What Alertmanager tells a webhook: its version 4, since 0.9.
struct WebhookNotification: Hashable, Sendable {
  struct Alert: Hashable, Sendable {
    let isFiring: Bool
    let labels: [Label]
    let annotations: [Label]
  }

  /// The name of the receiver in Alertmanager's configuration.
  let receiver: String
  let alerts: [Alert]

  /// Nil for what is no notification.
  init?(_ json: JSON) {
    guard let receiver = json["receiver"]?.text, let alerts = json["alerts"] else { return nil }
    self.receiver = receiver
    self.alerts = alerts.elements.map { alert in
      Alert(
        isFiring: alert["status"]?.text == "firing",
        labels: alert["labels"]?.labels ?? [],
        annotations: alert["annotations"]?.labels ?? []
      )
    }
  }
}
