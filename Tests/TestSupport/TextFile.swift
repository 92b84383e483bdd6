#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole files, as tests read and record them.
package enum TextFile {
  /// A file that cannot be opened, read or written.
  package struct Failure: Error, CustomStringConvertible {
    package let path: String
    package let reason: String
    package var description: String { "\(path): \(reason)" }
  }

  package static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw failure(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    guard ferror(file) == 0 else { throw failure(path) }
    return bytes
  }

  /// Writes text; empty text removes the file.
  package static func record(_ text: String, at path: String) throws {
    guard !text.isEmpty else {
      if unlink(path) != 0, errno != ENOENT { throw failure(path) }
      return
    }
    guard let file = fopen(path, "wb") else { throw failure(path) }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw failure(path) }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(path: path, reason: String(cString: strerror(errno)))
  }
}
