/// Quantities outside of specs: values of the command line.
extension Quantity {
  /// What keeps a text from being a literal.
  package struct Mistake: Error, Hashable, Sendable {
    /// A sentence's end, as diagnostics have it: `'5k' has no unit 'k'`.
    package let message: String
  }

  /// Reads the one literal that a text is, as specs spell it: `5%`, `1h30m`, `20rps`, `5/min`.
  package init(literal text: String) throws(Mistake) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isDigit(first) || first == UInt8(ascii: "."), bytes.count < 100
    else { throw Mistake(message: "it is not a number") }
    let range = SourceRange(file: FileID(0), start: 0, end: bytes.count)
    switch QuantityReader.read(bytes, at: range) {
    case .quantity(let quantity): self = quantity
    case .mistake(let diagnostic): throw Mistake(message: diagnostic.message)
    }
  }
}
