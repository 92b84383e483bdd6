import Foundation
import Glibc

/// Pages of metrics on a free port of the loopback interface; each path is a target of its own.
package final class Exporter: Sendable {
  /// What is shown.
  package struct Page: Sendable {
    let contentType: String
    let bytes: [UInt8]
  }

  package let port: UInt16
  private let listener: Int32

  /// - Parameters:
  ///   - delay: seconds between a request and its answer.
  ///   - page: what a path shows at the moment of the request, as text.
  package convenience init(
    answeringAfter delay: Double = 0,
    page: @escaping @Sendable (_ path: String) -> String
  ) throws {
    try self.init(answeringAfter: delay) { path -> Page in
      Page(contentType: "text/plain; version=0.0.4", bytes: Array(page(path).utf8))
    }
  }

  /// - Parameters:
  ///   - delay: seconds between a request and its answer.
  ///   - page: what a path shows at the moment of the request, in a format of its own.
  package init(
    answeringAfter delay: Double = 0,
    page: @escaping @Sendable (_ path: String) -> Page
  ) throws {
    (listener, port) = try Loopback.listener()
    let listener = listener
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        // A thread each: slow answers do not wait for each other.
        Thread.detachNewThread { Self.answer(connection, after: delay, page) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func answer(
    _ connection: Int32,
    after delay: Double,
    _ page: (String) -> Page
  ) {
    defer { close(connection) }
    // GET /path HTTP/1.1; a request of a scrape fits in one piece.
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = recv(connection, &buffer, buffer.count, 0)
    guard count > 0 else { return }
    let words = buffer[..<count].prefix { $0 != UInt8(ascii: "\r") }
      .split(separator: UInt8(ascii: " "))
    guard words.count > 1 else { return }
    let page = page(String(decoding: words[1], as: UTF8.self))
    usleep(useconds_t(delay * 1_000_000))
    let head = [
      "HTTP/1.1 200 OK", "Content-Type: \(page.contentType)", "Connection: close",
      "Content-Length: \(page.bytes.count)",
    ]
    let text = head.map { $0 + "\r\n" }.joined() + "\r\n"
    // A server that does not wait for the answer is none of our business.
    try? Loopback.send(Array(text.utf8) + page.bytes, to: connection)
  }
}
