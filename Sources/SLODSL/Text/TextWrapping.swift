/// Prose in lines that fit a terminal.
package enum TextWrapping {
  /// The lines of one paragraph, none wider than `width` columns unless a word is.
  ///
  /// Any run of blanks and line ends counts as one blank.
  ///
  /// - Parameter taken: columns of the first line that hold something else already.
  package static func lines(of text: String, width: Int, taken: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    var column = taken
    for word in text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
      let word = Substring(word)
      let columns = DisplayWidth.of(word)
      if !line.isEmpty, column + 1 + columns > width {
        lines.append(line)
        line = ""
        column = 0
      }
      if !line.isEmpty {
        line += " "
        column += 1
      }
      line += word
      column += columns
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The paragraphs of a text: empty lines part them.
  package static func paragraphs(of text: String) -> [String] {
    var paragraphs: [String] = []
    var lines: [Substring] = []
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in all + [""[...]] {
      if !line.isEmpty {
        lines.append(line)
      } else if !lines.isEmpty {
        paragraphs.append(lines.joined(separator: " "))
        lines = []
      }
    }
    return paragraphs
  }
}

extension DisplayWidth {
  /// The columns of a text without control characters.
  package static func of(_ text: Substring) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }
}
