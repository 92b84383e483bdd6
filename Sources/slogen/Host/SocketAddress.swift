import Glibc

/// An address of the internet, of either version, with a port.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

  var family: Int32 { Int32(storage.ss_family) }

  /// What a host's name stands for, in the system's order.
  static func all(of host: String, port: UInt16) throws(NetworkError) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else {
      throw .failed("no address is known for \(host)")
    }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = entry.ai_addr {
        var copy = SocketAddress()
        copy.length = entry.ai_addrlen
        withUnsafeMutableBytes(of: &copy.storage) {
          $0.copyMemory(
            from: UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
          )
        }
        addresses.append(copy)
      }
      next = entry.ai_next
    }
    return addresses
  }

  /// Both families have the port in the same place, the larger half first.
  var port: UInt16 {
    withUnsafeBytes(of: storage) { UInt16($0[2]) << 8 | UInt16($0[3]) }
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }

  /// Becomes the address that a socket was given.
  mutating func readOwn(of descriptor: Int32) -> Bool {
    length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length) == 0
      }
    }
  }
}
