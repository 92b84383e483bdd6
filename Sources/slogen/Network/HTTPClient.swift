import Codegen

/// Asks a server, one connection for each question.
struct HTTPClient: Sendable {
  let address: HTTPAddress

  /// The body of an answer that says it went well.
  ///
  /// - Parameters:
  ///   - path: below the address, with a slash in front.
  ///   - body: what is posted; nil is a GET.
  func ask(
    _ path: String,
    posting body: JSON? = nil,
    until deadline: Deadline
  ) throws(NetworkError) -> [UInt8] {
    let socket = try Socket.connection(to: address.host, port: address.port, until: deadline)
    try socket.send(request(path, body), until: deadline)
    let answer = try answer(on: socket, until: deadline)
    guard let status = answer.status else { throw .failed("the answer is not HTTP") }
    guard (200..<300).contains(status) else {
      let words = String(decoding: answer.body.prefix(300), as: UTF8.self)
      let line = words.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
      throw .failed("the answer is \(status)\(line)")
    }
    return answer.body
  }

  /// The answer to HTTP/1.0 is not cut into pieces and ends with the connection.
  private func request(_ path: String, _ body: JSON?) -> [UInt8] {
    let content = body.map(JSONWriter.document)
    var head =
      "\(content == nil ? "GET" : "POST") \(address.prefix)\(path) HTTP/1.0\r\n"
      + "Host: \(address.authority)\r\nAccept: application/json\r\n"
    if let content {
      head += "Content-Type: application/json\r\nContent-Length: \(content.count)\r\n"
    }
    return Array((head + "\r\n").utf8) + (content ?? [])
  }

  private func answer(
    on socket: Socket,
    until deadline: Deadline
  ) throws(NetworkError) -> HTTPMessage {
    var bytes: [UInt8] = []
    while true {
      if try Socket.readable([socket], until: deadline).isEmpty { throw .timedOut }
      guard let more = try socket.received() else { continue }
      bytes += more
      if let message = HTTPMessage(bytes, isComplete: more.isEmpty) { return message }
      guard !more.isEmpty else { throw .failed("the answer is not HTTP") }
      guard bytes.count < HTTPMessage.sizeLimit else {
        throw .failed("the answer is larger than \(HTTPMessage.sizeLimit >> 20) MiB")
      }
    }
  }
}
