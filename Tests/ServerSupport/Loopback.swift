import Dispatch
import Glibc

/// Connections within the machine, whatever proxies the environment names.
package enum Loopback {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// A port that nobody listens on.
  package static func freePort() throws -> UInt16 {
    let (descriptor, port) = try boundSocket()
    close(descriptor)
    return port
  }

  /// A socket that takes connections, and its port.
  static func listener() throws -> (descriptor: Int32, port: UInt16) {
    let (descriptor, port) = try boundSocket()
    guard listen(descriptor, 128) == 0 else {
      close(descriptor)
      throw Failure(description: "nobody can listen on port \(port)")
    }
    return (descriptor, port)
  }

  private static func boundSocket() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = try openSocket()
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withGenericPointer(to: &address) {
      bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
    }
    guard isBound else {
      close(descriptor)
      throw Failure(description: "no port is free")
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// What a server answers.
  package struct Answer: Sendable {
    package let status: Int
    package let body: [UInt8]
  }

  /// What is posted.
  package struct Content: Sendable {
    let headers: [(name: String, value: String)]
    let bytes: [UInt8]

    package init(headers: [(name: String, value: String)], bytes: [UInt8]) {
      self.headers = headers
      self.bytes = bytes
    }

    /// Names and values of a form.
    package static func form(_ fields: [(name: String, value: String)]) -> Content {
      let type = (name: "Content-Type", value: "application/x-www-form-urlencoded")
      return Content(headers: [type], bytes: Array(encoded(fields).utf8))
    }
  }

  /// Asks a server, and waits on a thread of its own so that others go on.
  ///
  /// - Parameters:
  ///   - content: what is posted; nil is a GET.
  package static func request(
    _ path: String,
    posting content: Content? = nil,
    port: UInt16
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try requestBlocking(path, posting: content, port: port) }
        )
      }
    }
  }

  private static func requestBlocking(
    _ path: String,
    posting content: Content?,
    port: UInt16
  ) throws -> Answer {
    let descriptor = try openSocket()
    defer { close(descriptor) }
    var address = address(port: port)
    let isConnected = withGenericPointer(to: &address) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
    guard isConnected else { throw Failure(description: "nobody listens on port \(port)") }
    // The answer to HTTP/1.0 is not cut into chunks and ends with the connection.
    let method = content == nil ? "GET" : "POST"
    var lines = ["\(method) \(path) HTTP/1.0", "Host: 127.0.0.1"]
    if let content {
      lines += content.headers.map { "\($0.name): \($0.value)" }
      lines.append("Content-Length: \(content.bytes.count)")
    }
    let head = lines.map { $0 + "\r\n" }.joined() + "\r\n"
    try send(Array(head.utf8) + (content?.bytes ?? []), to: descriptor)
    return try answer(in: try receive(from: descriptor))
  }

  static func send(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(description: "the server does not listen to its end") }
      rest = rest.dropFirst(count)
    }
  }

  private static func receive(from descriptor: Int32) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count >= 0 else { throw Failure(description: "the answer broke off") }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func answer(in bytes: [UInt8]) throws -> Answer {
    // HTTP/1.x 200 OK
    let status = bytes.prefix(64).split(separator: UInt8(ascii: " ")).dropFirst().first
      .flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard let status, let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
      throw Failure(description: "not an answer of HTTP")
    }
    return Answer(status: status, body: Array(bytes[head.upperBound...]))
  }

  private static func encoded(_ form: [(name: String, value: String)]) -> String {
    form.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }.joined(separator: "&")
  }

  private static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let plain = Set("-._~0123456789".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      if plain.contains(byte) || isLetter {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func openSocket() throws -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw Failure(description: "no socket can be opened") }
    return descriptor
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }

  private static func withGenericPointer<Result>(
    to address: inout sockaddr_in,
    _ body: (UnsafeMutablePointer<sockaddr>) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }
}
