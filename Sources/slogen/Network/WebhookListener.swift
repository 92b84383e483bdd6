import Codegen

/// Takes what an Alertmanager sends to a webhook, while somebody waits for it.
final class WebhookListener {
  let host: String
  let port: UInt16
  /// Everything that has come, in order.
  private(set) var notifications: [WebhookNotification] = []
  private let listener: Socket
  /// What has come so far on each, the oldest first.
  private var connections: [(socket: Socket, bytes: [UInt8])] = []

  /// - Parameter port: 0 is any that is free.
  init(host: String, port: UInt16) throws(NetworkError) {
    self.host = host
    (listener, self.port) = try Socket.listener(on: host, port: port)
  }

  /// Listens until the condition holds or the moment has come; whether the condition holds.
  func wait(
    until deadline: Deadline,
    for condition: ([WebhookNotification]) -> Bool
  ) throws(NetworkError) -> Bool {
    while !condition(notifications) {
      let sockets = [listener] + connections.map(\.socket)
      let ready = try Socket.readable(sockets, until: deadline)
      if ready.isEmpty { return false }
      for socket in ready {
        if socket !== listener {
          read(socket, until: deadline)
        } else if let accepted = listener.accepted() {
          connections.append((accepted, []))
        }
      }
    }
    return true
  }

  /// A connection that breaks off has told nothing; Alertmanager tries again.
  private func read(_ socket: Socket, until deadline: Deadline) {
    guard let index = connections.firstIndex(where: { $0.socket === socket }) else { return }
    do throws(NetworkError) {
      guard let more = try socket.received() else { return }
      connections[index].bytes += more
      let bytes = connections[index].bytes
      guard let message = HTTPMessage(bytes, isComplete: more.isEmpty) else {
        let isHopeless = more.isEmpty || bytes.count >= HTTPMessage.sizeLimit
        if isHopeless { connections.remove(at: index) }
        return
      }
      connections.remove(at: index)
      let notification = JSON.read(message.body).flatMap(WebhookNotification.init)
      let status = notification == nil ? "400 Bad Request" : "200 OK"
      let answer = "HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
      try socket.send(Array(answer.utf8), until: deadline)
      if let notification { notifications.append(notification) }
    } catch {
      connections.removeAll { $0.socket === socket }
    }
  }
}
