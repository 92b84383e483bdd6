/// A file to be written: its place below the output folder and its bytes.
package struct Artifact: Hashable, Sendable {
  /// `/`-separated, relative, never leaving the output folder: `prometheus/checkout.rules.yml`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
