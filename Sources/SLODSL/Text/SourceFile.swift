/// One `.slo` file as it was read: any bytes at all.
package struct SourceFile: Sendable {
  package let id: FileID
  /// The path as messages show it, `/`-separated, relative to where slogen runs.
  package let path: String
  package let bytes: [UInt8]

  package init(id: FileID, path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.bytes = bytes
  }

  /// The text of a range; bytes that are not UTF-8 become U+FFFD.
  package func text(_ range: SourceRange) -> String {
    assert(range.file == id, "the range is of this file")
    return String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }
}
