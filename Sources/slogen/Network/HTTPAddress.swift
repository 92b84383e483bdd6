/// Where a server of HTTP is: `http://host:9093/prefix`.
struct HTTPAddress: Hashable, Sendable {
  let host: String
  let port: UInt16
  /// Put in front of every path; empty, or with a slash in front and none behind.
  let prefix: String

  init(host: String, port: UInt16, prefix: String = "") {
    self.host = host
    self.port = port
    self.prefix = prefix
  }

  /// Nil for what is no address of plain HTTP.
  init?(_ text: String) {
    let scheme = "http://"
    guard text.hasPrefix(scheme) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let end = rest.firstIndex(of: "/") ?? rest.endIndex
    guard let place = Self.hostAndPort(rest[..<end], otherwise: 80) else { return nil }
    let path = rest[end...]
    guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !path.contains("?"),
      !path.contains("#")
    else { return nil }
    var prefix = path
    while prefix.hasSuffix("/") { prefix = prefix.dropLast() }
    self.init(host: place.host, port: place.port, prefix: String(prefix))
  }

  /// `host`, `host:9093`, `[::1]:9093`, `:9093` for every address of this machine.
  static func hostAndPort(
    _ text: some StringProtocol,
    otherwise port: UInt16?
  ) -> (host: String, port: UInt16)? {
    var host = Substring(text)
    var written = port
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      guard let number = UInt16(host[host.index(after: colon)...]) else { return nil }
      written = number
      host = host[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"@/[]".utf8.contains($0) }
    guard isPlain, let written else { return nil }
    return (String(host), written)
  }

  /// As it stands in the head of a request.
  var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

  var text: String { "http://\(authority)\(prefix)" }
}
