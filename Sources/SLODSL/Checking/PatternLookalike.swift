/// Tells text that is meant as a regular expression, as Prometheus writes them in quotes.
enum PatternLookalike {
  /// What to write for a comparison with `text`, operator included: `in ["a", "b"]`, `=~ /5../`;
  /// nil for plain text.
  static func instead(of text: String, _ operation: BinaryExpression.Operator) -> String? {
    guard operation == .equal || operation == .notEqual, !text.isEmpty, text.utf8.count < 200 else {
      return nil
    }
    let isNegated = operation == .notEqual
    let words = text.split(separator: "|", omittingEmptySubsequences: false)
    if words.count > 1, words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isPlain) }) {
      return (isNegated ? "!in [" : "in [") + words.map { "\"\($0)\"" }.joined(separator: ", ")
        + "]"
    }
    guard hasPatternSigns(text), RegularExpression.problem(in: text) == nil,
      !text.utf8.contains(UInt8(ascii: "\\"))
    else { return nil }
    let escaped = text.split(separator: "/", omittingEmptySubsequences: false)
      .joined(separator: "\\/")
    return (isNegated ? "!~ /" : "=~ /") + escaped + "/"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isNameByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: ".")
  }

  /// Signs that values of labels hardly hold: `.*`, `.+`, `[…]`, and `5..`.
  private static func hasPatternSigns(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if bytes.count == 3, isDigit(bytes[0]), bytes[1...] == [0x2E, 0x2E] { return true }
    for (one, next) in zip(bytes, bytes.dropFirst()) {
      let repeats = next == UInt8(ascii: "*") || next == UInt8(ascii: "+")
      if repeats, one == UInt8(ascii: ".") || one == UInt8(ascii: "]") { return true }
    }
    return false
  }
}
