/// A file that is not written in this language at all: a document of another tool, pasted.
///
/// It is told as a whole, once, and where it describes an SLO the same is said in this language.
enum ForeignDocument {
  /// What a file as a whole is, or nil when it is a spec, with whatever mistakes.
  static func diagnostic(in file: SourceFile) -> Diagnostic? {
    guard let first = firstLine(of: file.bytes) else { return nil }
    let line = String(decoding: file.bytes[first], as: UTF8.self)
    let place = SourceRange(file: file.id, start: first.lowerBound, end: first.upperBound)
    let whole = SourceRange(file: file.id, start: 0, end: file.bytes.count)
    if let byte = file.bytes[first].first, byte == UInt8(ascii: "{") || isJSONList(line) {
      return .foreignDocument("JSON", at: place, spec: nil, whole: whole)
    }
    if isTOMLTable(line) { return .foreignDocument("TOML", at: place, spec: nil, whole: whole) }
    guard isYAML(file.bytes, from: first) else { return nil }
    let outline = YAMLOutline(file.bytes)
    let origin = ForeignSpec.Origin(outline)
    return .foreignDocument(
      origin.map { "YAML for \($0.rawValue)" } ?? "YAML",
      at: place,
      spec: origin.flatMap { ForeignSpec.lines(of: outline, from: $0) },
      whole: whole
    )
  }

  // MARK: Signs

  /// The first line that holds more than a comment, without the blanks around it.
  private static func firstLine(of bytes: [UInt8]) -> Range<Int>? {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      let content = line.drop { $0 <= 0x20 }
      if let first = content.first, first != UInt8(ascii: "#"), !isComment(content),
        !content.starts(with: "---".utf8)
      {
        let last = content.lastIndex { $0 > 0x20 } ?? content.startIndex
        return content.startIndex..<(last + 1)
      }
      start = end + 1
    }
    return nil
  }

  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "//".utf8) || line.starts(with: "/*".utf8)
  }

  private static func isJSONList(_ line: String) -> Bool {
    line == "[" || line.hasPrefix("[{") || line.hasPrefix("[ {") || line.hasPrefix("[\"")
  }

  /// `[service]`, `[[slo]]`
  private static func isTOMLTable(_ line: String) -> Bool {
    guard line.hasPrefix("["), line.hasSuffix("]") else { return false }
    let name = line.drop { $0 == "[" }.prefix { $0 != "]" }
    return !name.isEmpty && name.utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: ".") }
  }

  /// Keys with which documents of other tools begin, and no block of ours.
  private static let keys: Set<String> = [
    "apiVersion", "kind", "metadata", "spec", "version", "slos", "groups", "rules", "objectives",
    "indicators", "sli",
  ]

  /// Whether the first line is a key of such a document, and nothing later a declaration of ours.
  private static func isYAML(_ bytes: [UInt8], from first: Range<Int>) -> Bool {
    let line = bytes[first]
    let name = line.prefix(while: isNameByte)
    guard keys.contains(String(decoding: name, as: UTF8.self)),
      line.dropFirst(name.count).first == UInt8(ascii: ":"),
      line.last != UInt8(ascii: "{")
    else { return false }
    return true
  }
}

/// What a document of YAML says, as far as it is needed here: paths and plain values, in order.
///
/// It is no reader of YAML: anchors, flow style and odd indentation are passed over.
struct YAMLOutline: Sendable {
  /// A value and the keys that lead to it; elements of a list are keys `0`, `1`, ….
  struct Entry: Sendable {
    let path: [String]
    var value: String
  }

  /// Longer documents are read so far.
  private static let lineLimit = 500

  private(set) var entries: [Entry] = []
  /// The keys around the current line with the columns where they begin.
  private var open: [(column: Int, key: String)] = []
  /// The next element of each list, by the path of the list.
  private var counts: [String: Int] = [:]
  /// Whether deeper lines go on with the last value, and the column of its key.
  private var folding: Int?

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n"), maxSplits: Self.lineLimit)
      .prefix(Self.lineLimit)
    {
      read(line)
    }
  }

  /// The value at a path.
  subscript(path: String...) -> String? {
    entries.first { $0.path == path }.map(\.value)
  }

  /// The first value whose path ends so, below another.
  func value(below prefix: [String], _ suffix: String...) -> String? {
    entries.first { $0.path.starts(with: prefix) && $0.path.suffix(suffix.count) == suffix[...] }
      .map(\.value)
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    var rest = line.drop { $0 == 0x20 }
    var column = rest.startIndex - line.startIndex
    if let last = rest.last, last == UInt8(ascii: "\r") { rest = rest.dropLast() }
    guard let first = rest.first, first != UInt8(ascii: "#"), !rest.starts(with: "---".utf8) else {
      return
    }
    if let key = folding, column > key, var last = entries.popLast() {
      last.value += (last.value.isEmpty ? "" : " ") + Self.plain(rest)
      entries.append(last)
      return
    }
    folding = nil
    while rest.first == UInt8(ascii: "-"), rest.dropFirst().first ?? 0x20 == 0x20 {
      close(from: column, isElement: true)
      let list = open.map(\.key).joined(separator: "/")
      open.append((column, String(counts[list, default: 0])))
      counts[list, default: 0] += 1
      let content = rest.dropFirst().drop { $0 == 0x20 }
      column += content.startIndex - rest.startIndex
      rest = content
    }
    readEntry(rest, at: column)
  }

  private mutating func readEntry(_ content: ArraySlice<UInt8>, at column: Int) {
    guard let colon = Self.colon(in: content) else {
      if !content.isEmpty {
        entries.append(Entry(path: open.map(\.key), value: Self.plain(content)))
      }
      return
    }
    close(from: column, isElement: false)
    let key = Self.plain(content[..<colon])
    let value = Self.plain(content[(colon + 1)...])
    open.append((column, key))
    let folds = ["|", ">", "|-", ">-", "|+", ">+"].contains(value)
    if folds { folding = column }
    if folds || !value.isEmpty {
      entries.append(Entry(path: open.map(\.key), value: folds ? "" : value))
    }
  }

  /// Leaves the keys that end in front of a line in this column.
  private mutating func close(from column: Int, isElement: Bool) {
    while let last = open.last {
      // Elements of a list may stand in the column of its key.
      let isNumber = last.key.utf8.first.map(isDigit) ?? false
      guard last.column > column || last.column == column && (!isElement || isNumber) else {
        return
      }
      open.removeLast()
    }
  }

  /// The colon that ends a key: nothing or a blank stands behind it.
  private static func colon(in content: ArraySlice<UInt8>) -> Int? {
    guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let next = content.index(after: colon)
    return next == content.endIndex || content[next] == 0x20 ? colon : nil
  }

  /// The text of a value without quotes, blanks and comments.
  private static func plain(_ content: ArraySlice<UInt8>) -> String {
    var text = content.drop { $0 <= 0x20 }
    while let last = text.last, last <= 0x20 { text = text.dropLast() }
    if let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      text.count > 1, text.last == quote
    {
      text = text.dropFirst().dropLast()
      return String(decoding: text, as: UTF8.self).split(separator: "\\\"").joined(separator: "\"")
    }
    return String(decoding: text, as: UTF8.self)
  }
}
