/// A request or an answer of HTTP/1, as far as its bytes have come.
struct HTTPMessage {
  /// Beyond this nobody means to tell of alerts.
  static let sizeLimit = 8 << 20

  /// The first line: `POST /alerts HTTP/1.1`, `HTTP/1.0 200 OK`.
  let start: String
  let body: [UInt8]

  /// Nil while bytes are missing.
  ///
  /// - Parameter isComplete: the connection has ended, and with it a body of unknown length.
  init?(_ bytes: [UInt8], isComplete: Bool) {
    guard let blank = Self.endOfHead(in: bytes) else { return nil }
    let lines = String(decoding: bytes[..<blank], as: UTF8.self).split(separator: "\r\n")
    let length = lines.dropFirst().lazy.compactMap { line -> Int? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
      return Int(parts[1].filter { $0 != " " && $0 != "\t" })
    }.first
    let rest = bytes[(blank + 4)...]
    if let length {
      guard rest.count >= length else { return nil }
      body = Array(rest.prefix(length))
    } else {
      guard isComplete || lines.first?.hasPrefix("GET ") ?? false else { return nil }
      body = Array(rest)
    }
    start = lines.first.map(String.init) ?? ""
  }

  /// The number of an answer; nil for what is none.
  var status: Int? {
    let words = start.split(separator: " ")
    return words.count >= 2 && words[0].hasPrefix("HTTP/1.") ? Int(words[1]) : nil
  }

  private static func endOfHead(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    let carriageReturn = UInt8(ascii: "\r")
    let lineFeed = UInt8(ascii: "\n")
    return (0...bytes.count - 4).first { index in
      bytes[index] == carriageReturn && bytes[index + 1] == lineFeed
        && bytes[index + 2] == carriageReturn && bytes[index + 3] == lineFeed
    }
  }
}
