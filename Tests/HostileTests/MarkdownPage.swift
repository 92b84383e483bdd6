/// A page as CommonMark with tables shows it: its words, in order, and what is mark-up between ⟪
/// and ⟫. Knows what slogen writes; whatever else means something comes out marked.
struct MarkdownPage {
  private(set) var leaves: [Leaf] = []
  private let place: String

  init(_ text: String, at place: String) {
    self.place = place
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Array($0) }[...]
    while let line = lines.popFirst() {
      let fence = line.prefix { $0 == "`" }
      if fence.count >= 3 {
        let language = Self.text(line.dropFirst(fence.count))
        let code = lines.prefix { !$0.elementsEqual(fence) }
        lines = lines.dropFirst(code.count + 1)
        appendCode(code.map(Self.text).joined(separator: "\n"), language)
      } else if !line.isEmpty {
        appendLine(line[...])
      }
    }
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private var next: String { "\(place)¶\(leaves.count)" }

  // MARK: Blocks

  private mutating func appendCode(_ code: String, _ language: String) {
    if language == "promql" {
      leaves += Languages.promQL(code, at: next)
    } else {
      leaves.append(Leaf(next, language + "⟪code⟫" + code))
    }
  }

  private mutating func appendLine(_ line: ArraySlice<Unicode.Scalar>) {
    let text = Self.text(line)
    if text.wholeMatch(of: /<a id="[\w-]+"><\/a>|<!-- [^>]* -->/) != nil {
      leaves.append(Leaf(next, text))
    } else if text.hasPrefix("|") {
      for cell in Self.cells(of: line) { appendInline(cell, "|") }
    } else if let heading = text.prefixMatch(of: /[#]{1,6}\x20/) {
      appendInline(line.dropFirst(heading.0.count), String(heading.0))
    } else if text.hasPrefix("- ") {
      appendInline(line.dropFirst(2), "- ")
    } else if text.prefixMatch(of: /[>+*=] ?| {4}|\t|-{3}|\d+[.)]/) != nil, !text.hasPrefix("**") {
      appendInline(line, "⟪block⟫")
    } else {
      appendInline(line, "")
    }
  }

  private static func cells(of line: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
    var cells: [ArraySlice<Unicode.Scalar>] = []
    var start = line.startIndex + 1
    var index = start
    while index < line.endIndex {
      if line[index] == "\\" {
        index += 1
      } else if line[index] == "|" {
        cells.append(line[start..<index])
        start = index + 1
      }
      index += 1
    }
    return cells
  }

  // MARK: Lines

  private mutating func appendInline(_ line: ArraySlice<Unicode.Scalar>, _ mark: String) {
    var shown = mark
    var addresses: [String] = []
    var rest = line
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        guard let next = rest.first, next.isASCII, next.value > 0x20 else {
          shown += "\\"
          break
        }
        shown.unicodeScalars.append(next)
        rest.removeFirst()
      case "&": shown += Self.reference(&rest)
      case "`":
        let fence = rest.prefix { $0 == "`" }.count
        let code = rest.dropFirst(fence).prefix { $0 != "`" }
        shown += Self.text(code)
        rest = rest[code.endIndex...].dropFirst(fence + 1)
      case "]":
        guard rest.first == "(" else {
          shown += "⟪]⟫"
          break
        }
        let address = rest.dropFirst().prefix { $0 != ")" }
        addresses.append(Self.text(address))
        rest = rest[address.endIndex...].dropFirst()
        shown += "⟪link⟫"
      case "[", "*", "<", "~": shown += "⟪\(scalar)⟫"
      case "_" where !Self.isInside(line, rest.startIndex - 1): shown += "⟪_⟫"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    leaves.append(Leaf(next, shown, .prose))
    leaves += addresses.map { Leaf("\(place)¶\(leaves.count)→", $0, .address) }
  }

  /// Between two letters, where a line below is no mark-up.
  private static func isInside(_ line: ArraySlice<Unicode.Scalar>, _ index: Int) -> Bool {
    guard index > line.startIndex, index + 1 < line.endIndex else { return false }
    return [line[index - 1], line[index + 1]].allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
  }

  /// `&amp;` and `&#36;`; an ampersand that is none of these is itself.
  private static func reference(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
    let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\""]
    let name = rest.prefix { $0 != ";" && $0 != " " && $0 != "&" }
    guard rest[name.endIndex...].first == ";" else { return "&" }
    rest = rest[name.endIndex...].dropFirst()
    let word = text(name)
    if let text = named[word] { return text }
    guard word.hasPrefix("#"), let value = UInt32(word.dropFirst()),
      let scalar = Unicode.Scalar(value)
    else { return "⟪&\(word);⟫" }
    return String(scalar)
  }
}
