import SLODSL

/// Writes CommonMark with tables as GitHub and Grafana read them.
package struct MarkdownWriter {
  private let references: Set<Unicode.Scalar>
  private var text = ""

  /// - Parameters:
  ///   - references: characters that mean something to another program and so are written as
  ///     numeric references, which it does not know: `$` for Grafana.
  package static func text(
    of document: Markdown,
    references: Set<Unicode.Scalar> = []
  ) -> String {
    var writer = MarkdownWriter(references: references)
    for (index, block) in document.blocks.enumerated() {
      if index > 0 { writer.text += "\n\n" }
      writer.append(block)
    }
    return writer.text
  }

  private init(references: Set<Unicode.Scalar>) {
    self.references = references
  }

  private mutating func append(_ block: Markdown.Block) {
    switch block {
    case .heading(let level, let spans):
      text += String(repeating: "#", count: level) + " "
      append(spans)
    case .paragraph(let spans): append(spans)
    case .asWritten(let markUp): text += markUp
    case .code(let language, let lines):
      let fence = Self.fence(around: lines, atLeast: 3)
      text += "\(fence)\(language)\n\(Self.visible(lines))\n\(fence)"
    case .anchor(let name): text += "<a id=\"\(name)\"></a>"
    case .comment(let words): text += "<!-- \(words) -->"
    case .notes(let name):
      text += AuthorNotes.beginning(of: name) + "\n\n" + AuthorNotes.end
    case .list(let items):
      for (index, item) in items.enumerated() {
        text += index > 0 ? "\n- " : "- "
        append(item)
      }
    case .table(let head, let rows):
      appendRow(head)
      text += "\n|" + String(repeating: " --- |", count: head.count)
      for row in rows {
        text += "\n"
        appendRow(row)
      }
    }
  }

  /// More backticks than stand together in the text.
  private static func fence(around text: String, atLeast count: Int) -> String {
    var longest = 0
    var current = 0
    for byte in text.utf8 {
      current = byte == UInt8(ascii: "`") ? current + 1 : 0
      longest = max(longest, current)
    }
    return String(repeating: "`", count: max(count, longest + 1))
  }

  /// Code in which what would move the cursor or turn text around shows as such.
  private static func visible(_ code: String) -> String {
    var visible = ""
    for scalar in code.unicodeScalars {
      let isShown = scalar == "\n" || !DisplayWidth.isUnprintable(scalar)
      visible.unicodeScalars.append(isShown ? scalar : "\u{FFFD}")
    }
    return visible
  }

  private mutating func appendRow(_ cells: [[Markdown.Span]]) {
    text += "|"
    for cell in cells {
      text += " "
      append(cell)
      text += " |"
    }
  }

  private mutating func append(_ spans: [Markdown.Span]) {
    for span in spans {
      switch span {
      case .text(let plain): append(plain)
      case .code(let plain):
        let fence = Self.fence(around: plain, atLeast: 1)
        text += fence + Self.visible(plain) + fence
      case .strong(let inner):
        text += "**"
        append(inner)
        text += "**"
      case .link(let inner, let url):
        text += "["
        append(inner)
        text += "](" + WebAddress.escaped(url) + ")"
      }
    }
  }

  /// Words on one line: a line feed is a blank, as it is to who reads the page.
  private mutating func append(_ plain: String) {
    let scalars = Array(plain.unicodeScalars)
    var isAtStart = text.isEmpty || text.hasSuffix("\n") || text.hasSuffix("- ")
    for (index, scalar) in scalars.enumerated() {
      let neighbours = (
        index > 0 ? scalars[index - 1] : " ", index + 1 < scalars.count ? scalars[index + 1] : " "
      )
      append(scalar, isAtStart: isAtStart, between: neighbours)
      // Digits may begin the number of a list.
      isAtStart = isAtStart && (scalar == " " || scalar.isDigit)
    }
  }

  private mutating func append(
    _ scalar: Unicode.Scalar,
    isAtStart: Bool,
    between neighbours: (Unicode.Scalar, Unicode.Scalar)
  ) {
    switch scalar {
    case _ where references.contains(scalar): text += "&#\(scalar.value);"
    case " ", "\n", "\r", "\t":
      // Blanks in front of a line would make it code.
      if !text.isEmpty, !text.hasSuffix("\n"), !text.hasSuffix("- ") { text += " " }
    case _ where DisplayWidth.isUnprintable(scalar): text += "\u{FFFD}"
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case "-", "+", "#", ".", ")", ">", "=":
      // They mean something at the beginning of a line only.
      if isAtStart { text += "\\" }
      text.unicodeScalars.append(scalar)
    case "_" where neighbours.0.isWord && neighbours.1.isWord: text += "_"
    case "\\", "`", "*", "_", "[", "]", "|", "~":
      text += "\\"
      text.unicodeScalars.append(scalar)
    default: text.unicodeScalars.append(scalar)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

  fileprivate var isWord: Bool {
    isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }
}
