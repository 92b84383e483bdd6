/// A file to be written: its place below the output folder and its bytes.
package struct Artifact: Hashable, Sendable {
  /// `/`-separated, relative, never leaving the output folder: `prometheus/checkout.rules.yml`.
  package let path: String
  package let bytes: [UInt8]
  /// Whether what people wrote into the file between its marks is kept: see `AuthorNotes`.
  package let keepsNotes: Bool
  /// How it reaches a cluster; nil for what does not, or not as it is.
  package let delivery: Delivery?

  package enum Delivery: Hashable, Sendable {
    /// It is an object, whole: `kubectl apply` takes it.
    case object
    /// It is the file of a program that reads it from a ConfigMap, under a key.
    case entry(String, ofMap: String)
  }

  package init(
    path: String,
    bytes: [UInt8],
    keepsNotes: Bool = false,
    delivery: Delivery? = nil
  ) {
    self.path = path
    self.bytes = bytes
    self.keepsNotes = keepsNotes
    self.delivery = delivery
  }
}
