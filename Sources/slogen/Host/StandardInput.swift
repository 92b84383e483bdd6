import Glibc

/// What is piped into a run.
enum StandardInput {
  /// Everything up to the end, of any kind of file: a pipe, a terminal, a regular file.
  static func read(limit: Int = FileSystem.sizeLimit) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    let capacity = 1 << 16
    while true {
      var code: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        repeat {
          let got = Glibc.read(STDIN_FILENO, buffer.baseAddress, capacity)
          count = max(got, 0)
          code = got < 0 ? errno : 0
        } while code == EINTR
      }
      guard code == 0 else { throw FileError(path: "standard input", code: code) }
      if chunk.isEmpty { return bytes }
      bytes += chunk
      guard bytes.count <= limit else {
        throw FileError(path: "standard input", reason: "it is larger than \(limit >> 20) MiB")
      }
    }
  }
}
