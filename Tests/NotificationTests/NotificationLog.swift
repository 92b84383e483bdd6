import Foundation
import ServerSupport
import Synchronization

/// Keeps what an Alertmanager sends to receivers of any kind, each of which has a path of its own.
final class NotificationLog: Sendable {
  /// A request of one receiver's.
  struct Delivery: Sendable {
    let path: String
    let body: [UInt8]
    let arrival: Date
  }

  private final class Received: Sendable {
    let deliveries = Mutex<[Delivery]>([])
  }

  private let received: Received
  private let server: LoopbackResponder

  var address: String { "http://127.0.0.1:\(server.port)" }

  init() throws {
    let received = Received()
    self.received = received
    server = try LoopbackResponder { path, body in
      let delivery = Delivery(path: path, body: body, arrival: Date())
      received.deliveries.withLock { $0.append(delivery) }
      // What Slack answers; the others look at the status alone.
      return Array("ok".utf8)
    }
  }

  /// What came for one receiver, in order.
  func deliveries(at path: String) -> [Delivery] {
    received.deliveries.withLock { $0 }.filter { $0.path == path }
  }
}

/// What a webhook is told.
struct WebhookMessage: Decodable, Sendable {
  struct Alert: Decodable, Sendable {
    let status: String
    let labels: [String: String]
    let annotations: [String: String]
    let startsAt: Date
    let endsAt: Date
  }

  let receiver: String
  let status: String
  let alerts: [Alert]
}

extension NotificationLog.Delivery {
  func message() throws -> WebhookMessage {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let text = try decoder.singleValueContainer().decode(String.self)
      let format = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
      return try Date(text, strategy: format)
    }
    return try decoder.decode(WebhookMessage.self, from: Data(body))
  }
}
