import Codegen
import SLODSL
import TestSupport

/// The spec of `Tests/Corpus/hostile` with text in the place of its words.
///
/// A word such as `zqownerqz` stands wherever an author chooses the text. Whatever stands there is
/// spelled as the language has it, so that the author meant exactly that text.
struct HostileSpec {
  /// What a word is part of, which says how other text is spelled in its place.
  enum Place: Hashable {
    case text
    /// A name, with back-ticks around the text where they are needed.
    case name
    /// Between back-ticks already, or inside PromQL.
    case verbatim
    case comment
    case pattern
  }

  private enum Piece {
    case fixed(String)
    case word(String, Place)
  }

  /// Text for words; those without are themselves.
  let texts: [String: String]
  let source: SourceFile
  /// Where hostile text stands, in lines of the source from 0: what is wrong with it is said there.
  private let lines: [Int: Set<String>]

  /// - Parameter target: the servers, where not those of the file.
  init(_ texts: [String: String], target: String? = nil) {
    var bytes = ""
    var line = 0
    var lines: [Int: Set<String>] = [:]
    for piece in Self.pieces {
      let start = line
      var spelled: String
      switch piece {
      case .fixed(let text): spelled = text
      case .word(let word, let place):
        spelled = texts[word].map { Self.spelled($0, place) } ?? word
      }
      if case .fixed(let text) = piece, let target, text.contains(Self.usualTarget) {
        spelled = text.replacing(Self.usualTarget, with: target)
      }
      bytes += spelled
      line += spelled.utf8.count { $0 == UInt8(ascii: "\n") }
      if case .word(let word, _) = piece, texts[word] != nil {
        for number in start...line { lines[number, default: []].insert(word) }
      }
    }
    self.texts = texts
    self.lines = lines
    source = SourceFile(id: FileID(0), path: "hostile.slo", bytes: Array(bytes.utf8))
  }

  /// The words whose texts stand on the lines of a range.
  func words(at range: SourceRange) -> Set<String> {
    let table = LineTable(source)
    let first = table.position(of: range.start).line
    let last = table.position(of: range.end).line
    return (first...max(first, last)).reduce(into: []) { $0.formUnion(lines[$1 - 1] ?? []) }
  }

  func compiled() -> Compilation { Compilation.compile([Parser.parse(source)], inputs: []) }

  // MARK: Words

  /// Every word, in the order of the file, with its first place.
  static let words: [(word: String, place: Place)] = {
    var seen: Set<String> = []
    return pieces.compactMap { piece in
      guard case .word(let word, let place) = piece, seen.insert(word).inserted else {
        return nil
      }
      return (word, place)
    }
  }()

  /// The beginning of the file's `target:`.
  static let usualTarget = "prometheus(2.42), alertmanager(0.28), grafana(v2), operator("

  private static let pieces: [Piece] = {
    guard let bytes = try? TextFile.read(Corpus.root + "/hostile/everything.slo") else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.flatMap { pieces(of: String(decoding: $0, as: UTF8.self) + "\n") }
  }()

  private static func pieces(of line: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = line[...]
    while let match = rest.firstMatch(of: /zq[a-z]+qz/) {
      let place = place(behind: line[..<match.range.lowerBound])
      pieces.append(.fixed(String(rest[..<match.range.lowerBound])))
      pieces.append(.word(String(match.0), place))
      rest = rest[match.range.upperBound...]
    }
    return pieces + [.fixed(String(rest))]
  }

  private static func place(behind before: Substring) -> Place {
    if before.contains("///") { return .comment }
    if before.last == "`" || before.contains("#\"") { return .verbatim }
    if before.hasSuffix("=~ /") { return .pattern }
    let quotes = before.replacing("\\\"", with: "").count { $0 == "\"" }
    return quotes % 2 == 1 ? .text : .name
  }

  // MARK: Spelling

  private static func spelled(_ text: String, _ place: Place) -> String {
    switch place {
    case .text: literal(text)
    case .name: isWord(text) ? text : "`" + text + "`"
    case .verbatim: text
    case .comment: text.replacing("\n", with: "\n    /// ")
    case .pattern: pattern(text)
    }
  }

  private static func isWord(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil
  }

  /// What stands between quotes.
  private static func literal(_ text: String) -> String {
    var literal = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\" + String(scalar)
      case "\u{0}"..<" ", "\u{7F}": literal += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal
  }

  /// What stands between slashes and matches the text.
  private static func pattern(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ": pattern.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{7F}": pattern += "\\x{" + String(scalar.value, radix: 16) + "}"
      default:
        if scalar.isASCII { pattern += "\\" }
        pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern
  }
}
