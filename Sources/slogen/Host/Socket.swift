import Glibc

/// An open connection or listener; it is closed with its last reference.
final class Socket {
  private let descriptor: Int32

  /// - Parameter descriptor: of a socket that nobody else closes; it does not block from here on.
  init(owning descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  deinit { close(descriptor) }

  /// How long one wait is at most: an interrupt that comes just before it is seen after it.
  private static let slice = Duration.milliseconds(100)

  /// Waits until something can be read from one of the sockets, and says from which; from none at
  /// the deadline.
  static func readable(
    _ sockets: [Socket],
    until deadline: Deadline
  ) throws(NetworkError) -> [Socket] {
    try ready(sockets, for: POLLIN, until: deadline)
  }

  /// Waits, but not past an interrupt.
  static func rest(until deadline: Deadline) throws(NetworkError) {
    _ = try ready([], for: 0, until: deadline)
  }

  private static func ready(
    _ sockets: [Socket],
    for events: Int32,
    until deadline: Deadline
  ) throws(NetworkError) -> [Socket] {
    while true {
      if Interrupt.hasCome { throw .interrupted }
      let left = min(deadline - .now, slice)
      guard left > .zero else { return [] }
      var polled = sockets.map { pollfd(fd: $0.descriptor, events: Int16(events), revents: 0) }
      let count = poll(&polled, nfds_t(polled.count), Int32(left / .milliseconds(1)) + 1)
      if count > 0 { return zip(sockets, polled).filter { $0.1.revents != 0 }.map(\.0) }
      if count < 0, errno != EINTR { throw .failed("the system cannot wait for connections") }
    }
  }

  func send(_ bytes: [UInt8], until deadline: Deadline) throws(NetworkError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN || errno == EINTR {
        let ready = try Self.ready([self], for: POLLOUT, until: deadline)
        if ready.isEmpty { throw .timedOut }
      } else {
        throw .failed("the connection broke off")
      }
    }
  }

  /// What has come; empty at the end of the connection, nil when nothing has come yet.
  func received() throws(NetworkError) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count >= 0 { return Array(buffer[..<count]) }
    if errno == EAGAIN || errno == EINTR { return nil }
    throw .failed("the connection broke off")
  }

  // MARK: Opening

  /// A connection to the first address of a host that takes it.
  static func connection(
    to host: String,
    port: UInt16,
    until deadline: Deadline
  ) throws(NetworkError) -> Socket {
    var reason = NetworkError.failed("no address is known for \(host)")
    for address in try SocketAddress.all(of: host, port: port) {
      do throws(NetworkError) {
        return try connection(to: address, until: deadline)
      } catch .interrupted {
        throw .interrupted
      } catch {
        reason = error
      }
    }
    throw reason
  }

  private static func connection(
    to address: SocketAddress,
    until deadline: Deadline
  ) throws(NetworkError) -> Socket {
    let socket = try open(address)
    let code = address.withPointer { connect(socket.descriptor, $0, $1) }
    if code != 0 {
      guard errno == EINPROGRESS || errno == EINTR else { throw .failed(Self.refusal(errno)) }
      let ready = try ready([socket], for: POLLOUT, until: deadline)
      if ready.isEmpty { throw .timedOut }
      var error: Int32 = 0
      var length = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(socket.descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
      guard error == 0 else { throw .failed(Self.refusal(error)) }
    }
    return socket
  }

  /// A listener, and the port on which it listens: that of the address, or a free one for port 0.
  static func listener(
    on host: String,
    port: UInt16
  ) throws(NetworkError) -> (Socket, port: UInt16) {
    guard var address = try SocketAddress.all(of: host, port: port).first else {
      throw .failed("no address is known for \(host)")
    }
    let socket = try open(address)
    var isReused: Int32 = 1
    setsockopt(
      socket.descriptor,
      SOL_SOCKET,
      SO_REUSEADDR,
      &isReused,
      socklen_t(MemoryLayout<Int32>.size)
    )
    guard address.withPointer({ bind(socket.descriptor, $0, $1) }) == 0,
      listen(socket.descriptor, 64) == 0, address.readOwn(of: socket.descriptor)
    else { throw .failed(refusal(errno)) }
    return (socket, address.port)
  }

  /// A port of the loopback interface on which nobody listens at this moment.
  static func freePort() throws(NetworkError) -> UInt16 {
    try listener(on: "127.0.0.1", port: 0).port
  }

  /// The next connection to a listener; nil when there is none.
  func accepted() -> Socket? {
    let accepted = accept(descriptor, nil, nil)
    guard accepted >= 0 else { return nil }
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    return Socket(owning: accepted)
  }

  private static func open(_ address: SocketAddress) throws(NetworkError) -> Socket {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(address.family, kind, 0)
    guard descriptor >= 0 else { throw .failed("no socket can be opened") }
    return Socket(owning: descriptor)
  }

  private static func refusal(_ code: Int32) -> String {
    switch code {
    case ECONNREFUSED: "nobody listens there"
    case EADDRINUSE: "somebody else listens there"
    case EADDRNOTAVAIL: "this machine does not have the address"
    case EACCES, EPERM: "permission denied"
    case ETIMEDOUT: "no answer in time"
    case EHOSTUNREACH, ENETUNREACH: "there is no way to the host"
    default: "system error \(code)"
    }
  }
}
