import Glibc

/// A file of samples with times, as `promtool tsdb create-blocks-from openmetrics` reads it.
///
/// The samples of one series must be written in the order of their times; series may alternate.
/// The file is written as bytes in large pieces: a day of 600 series is 3.5 million lines.
package final class OpenMetricsFile {
  package struct NotWritten: Error {
    package let path: String
  }

  /// A name and labels, spelled once for all samples.
  package struct Series: Sendable {
    fileprivate let bytes: [UInt8]

    package init(_ name: String, _ labels: [String: String] = [:]) {
      let list = labels.sorted { $0.key < $1.key }
        .map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
      bytes = Array((labels.isEmpty ? "\(name) " : "\(name){\(list)} ").utf8)
    }

    private static func escaped(_ value: String) -> String {
      value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
    }
  }

  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private var isOpen = true
  private var buffer: [UInt8] = []
  private static let pieceLength = 1 << 20

  package init(path: String) throws {
    guard let file = fopen(path, "wxe") else { throw NotWritten(path: path) }
    self.path = path
    self.file = file
    buffer.reserveCapacity(Self.pieceLength + 1024)
  }

  deinit {
    if isOpen { fclose(file) }
  }

  /// - Parameters:
  ///   - time: milliseconds since 1970.
  package func write(_ value: Double, of series: Series, at time: Int) throws {
    buffer += series.bytes
    append(value)
    buffer.append(UInt8(ascii: " "))
    appendSeconds(time)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.pieceLength { try flush() }
  }

  /// Writes the mark without which nobody reads the file, and closes it.
  package func close() throws {
    buffer += Array("# EOF\n".utf8)
    try flush()
    isOpen = false
    guard fclose(file) == 0 else { throw NotWritten(path: path) }
  }

  private func flush() throws {
    guard fwrite(buffer, 1, buffer.count, file) == buffer.count else {
      throw NotWritten(path: path)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func append(_ value: Double) {
    // Counters are mostly integers, and those are spelled faster.
    if let integer = Int(exactly: value), integer.magnitude < 1 << 53 {
      append(integer)
    } else {
      buffer += Array(value.description.utf8)
    }
  }

  private func append(_ integer: Int) {
    if integer < 0 { buffer.append(UInt8(ascii: "-")) }
    let start = buffer.count
    var rest = integer.magnitude
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
  }

  private func appendSeconds(_ milliseconds: Int) {
    append(milliseconds / 1000)
    guard milliseconds % 1000 != 0 else { return }
    let digits = milliseconds % 1000
    // promtool multiplies a binary fraction by 1000 and cuts the rest off: without a fourth digit
    // some times were a millisecond early.
    buffer.append(UInt8(ascii: "."))
    for digit in [digits / 100, digits / 10 % 10, digits % 10, 2] {
      buffer.append(UInt8(ascii: "0") + UInt8(digit))
    }
  }
}
