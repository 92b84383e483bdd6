/// A file to be written: its place below the output folder and its bytes.
package struct Artifact: Hashable, Sendable {
  /// `/`-separated, relative, never leaving the output folder: `prometheus/checkout.rules.yml`.
  package let path: String
  package let bytes: [UInt8]
  /// Whether what people wrote into the file between its marks is kept: see `AuthorNotes`.
  package let keepsNotes: Bool

  package init(path: String, bytes: [UInt8], keepsNotes: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.keepsNotes = keepsNotes
  }
}
