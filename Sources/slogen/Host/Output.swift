import Glibc

/// The two streams of a run, collected and written once, or as often as a long run has news.
struct Output: Sendable {
  private(set) var standardOutput: [UInt8] = []
  private(set) var standardError: [UInt8] = []

  /// Whether standard output is a document, which no sentence may spoil.
  private var isDocument = false

  mutating func say(_ line: String) {
    show(line + "\n")
  }

  /// Text for standard output that ends its own lines.
  mutating func show(_ text: String) {
    if isDocument { standardError += text.utf8 } else { standardOutput += text.utf8 }
  }

  /// Bytes for standard output.
  mutating func write(_ bytes: [UInt8]) {
    standardOutput += bytes
  }

  /// A document that is all of standard output: what is said behind it goes to standard error.
  mutating func write(document bytes: [UInt8]) {
    isDocument = true
    standardOutput += bytes
  }

  /// Text for standard error that ends its own lines.
  mutating func report(_ text: String) {
    standardError += text.utf8
  }

  /// Writes what there is so far, for who watches; what cannot be written now is tried at the end.
  mutating func showNow() {
    guard flush() else { return }
    standardOutput = []
    standardError = []
  }

  /// Writes everything.
  ///
  /// Returns false when standard output could not take it; that a reader has
  /// left (`slogen … | head -1`) is no failure.
  func flush() -> Bool {
    _ = Self.write(standardError, to: STDERR_FILENO)
    let code = Self.write(standardOutput, to: STDOUT_FILENO)
    if code == 0 || code == EPIPE { return true }
    let error = FileError(path: "standard output", code: code)
    _ = Self.write(
      Array("slogen: cannot write to standard output: \(error.reason)\n".utf8),
      to: STDERR_FILENO
    )
    return false
  }

  /// Writes all bytes; the system's error number when it cannot, else 0.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(
          descriptor,
          buffer.baseAddress?.advanced(by: written),
          buffer.count - written
        )
        if count >= 0 {
          written += count
        } else if errno == EAGAIN {
          var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = Glibc.poll(&poll, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
}
