import Dispatch
import Glibc
import Synchronization

/// A small server of HTTP on a free port of the loopback interface, until its last reference goes.
///
/// It answers one request after the other, each on a connection of its own: what a scraper or a
/// webhook needs.
package final class LoopbackResponder: Sendable {
  package typealias Handler = @Sendable (_ path: String, _ body: [UInt8]) -> [UInt8]

  package let port: UInt16
  private let listener: Int32
  private let loop = DispatchQueue(label: "responder")

  /// - Parameter handler: what is answered, on a thread of the server's own.
  package init(_ handler: @escaping Handler) throws {
    let descriptor: Int32
    (descriptor, port) = try Loopback.listener()
    listener = descriptor
    loop.async {
      while true {
        let connection = accept(descriptor, nil, nil)
        // The listener was shut down.
        guard connection >= 0 else { break }
        Self.answer(connection, with: handler)
        close(connection)
      }
      close(descriptor)
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func answer(_ connection: Int32, with handler: Handler) {
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      bytes += buffer[..<count]
      guard let request = request(in: bytes) else { continue }
      let body = handler(request.path, request.body)
      let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"
        + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
      var rest = (Array(head.utf8) + body)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
      return
    }
  }

  /// Nil while bytes are missing.
  private static func request(in bytes: [UInt8]) -> (path: String, body: [UInt8])? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .split(separator: "\r\n")
    let length = lines.lazy.compactMap { line -> Int? in
      line.lowercased().hasPrefix("content-length:")
        ? Int(line.dropFirst(15).filter { $0 != " " }) : nil
    }.first
    let body = bytes[end.upperBound...]
    guard body.count >= length ?? 0 else { return nil }
    let path = lines.first?.split(separator: " ").dropFirst().first ?? "/"
    return (String(path), Array(body))
  }
}
