/// Where writers put their output: bytes that only grow.
///
/// Writers take it `inout`; nobody returns pieces of text to be joined.
package struct ByteSink: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Bytes since the last line feed.
  package private(set) var column = 0

  package init() {}

  /// Appends text without line feeds.
  package mutating func append(_ text: String) {
    let before = bytes.count
    bytes.append(contentsOf: text.utf8)
    column += bytes.count - before
  }

  /// Ends the line.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    column = 0
  }

  /// Begins a line with so many blanks.
  package mutating func indent(_ count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    column += count
  }
}
