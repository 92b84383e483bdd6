import Foundation

/// What a person sees of a notification that went to PagerDuty or to Slack.
struct ShownNotification {
  /// Line by line, with marks for what no two runs have in common.
  let text: String
  let isRecovery: Bool
  /// The command that silences it; nil where none is shown.
  let command: String?

  /// A request for PagerDuty's events API, version 2.
  init(pagerDuty delivery: NotificationLog.Delivery) throws {
    struct Event: Decodable {
      struct Payload: Decodable {
        let summary: String
        let severity: String
        let component: String
        let group: String
        let custom_details: [String: String]
      }

      let event_action: String
      let client_url: String
      let payload: Payload
    }
    let event = try JSONDecoder().decode(Event.self, from: Data(delivery.body))
    isRecovery = event.event_action == "resolve"
    command = Self.command(in: event.payload.custom_details["firing"] ?? "")
    text = Self.masked(
      """
      \(event.payload.summary)
      \(event.payload.severity), component \(event.payload.component), \
      group \(event.payload.group)
      \(event.client_url)

      \(event.payload.custom_details["firing"] ?? "")
      """
    )
  }

  /// A message for a Slack webhook.
  init(slack delivery: NotificationLog.Delivery) throws {
    struct Message: Decodable {
      struct Attachment: Decodable {
        let title: String
        let title_link: String
        let text: String
        let color: String
      }

      let channel: String
      let attachments: [Attachment]
    }
    let message = try JSONDecoder().decode(Message.self, from: Data(delivery.body))
    let shown = message.attachments.map {
      "\($0.title)\n\($0.color)\n\($0.title_link)\n\n\($0.text)"
    }
    isRecovery = message.attachments.allSatisfy { $0.color == "good" }
    // It is between marks, and for the eye.
    command = nil
    text = Self.masked("\(message.channel)\n" + shown.joined(separator: "\n"))
  }

  private static func command(in text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix("amtool silence add ") }.map(String.init)
  }

  private static func masked(_ text: String) -> String {
    var lines = text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC/, with: "TIME")
      .replacing(/from=[0-9]+/, with: "from=MILLISECONDS")
      .replacing(/127[.]0[.]0[.]1:[0-9]+/, with: "127.0.0.1:PORT")
      .replacing(/burn [0-9.]+x and [0-9.]+x, [0-9.]+k? errors/, with: "burn Nx and Nx, N errors")
      .replacing(/Now [0-9.]+%/, with: "Now N%")
      // Recorded every five minutes, so mostly not yet.
      .replacing(/Budget left: [^\n]*/, with: "Budget left: …")
      .split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { $0 + "\n" }.joined()
  }
}
