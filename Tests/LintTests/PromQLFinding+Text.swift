import SLODSL

extension PromQLFinding {
  /// The finding under the expression in which it was found, for goldens.
  func rendered(under text: [UInt8]) -> String {
    let before = Self.columns(text[..<range.lowerBound])
    let carets = max(1, Self.columns(text[range]))
    var lines = [
      String(repeating: " ", count: before) + String(repeating: "^", count: carets)
        + " \(code.rawValue) \(severity): \(message)"
    ]
    lines += notes.map { "  note: \($0)" }
    lines += help.map { "  help: \($0)" }
    if let fix {
      let mark = fix.safety == .safe ? "fix" : "fix (review)"
      let mended = String(decoding: fix.applied(to: text) ?? [], as: UTF8.self)
      lines.append("  \(mark): \(fix.title)\n       → \(mended)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func columns(_ bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
  }
}

extension PromQLFinding.Fix {
  /// The text with all edits made; nil when they overlap or lie outside.
  func applied(to text: [UInt8]) -> [UInt8]? {
    var mended: [UInt8] = []
    var read = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard edit.range.lowerBound >= read, edit.range.upperBound <= text.count else { return nil }
      mended += text[read..<edit.range.lowerBound] + Array(edit.replacement.utf8)
      read = edit.range.upperBound
    }
    return mended + text[read...]
  }
}
