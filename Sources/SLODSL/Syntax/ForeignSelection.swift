/// A selection of series as PromQL writes it, `sum by (route) (rate(x_total{job="a"}[5m]))`, to be
/// said in this language.
struct ForeignSelection: Hashable, Sendable {
  struct Matcher: Hashable, Sendable {
    let label: String
    let `operator`: String
    let value: String
  }

  let name: String
  let matchers: [Matcher]
  /// The functions and aggregations around it, outermost first.
  let functions: [String]
  /// The labels of `by (…)`.
  let grouping: [String]

  /// What PromQL writes to count events: slogen does it by itself.
  private static let counting: Set<String> = ["sum", "rate", "increase", "irate"]

  /// Whether it only counts: then the counter alone says the same here.
  var onlyCounts: Bool { functions.allSatisfy(Self.counting.contains) }

  /// `x_total where job == "a" && code in 500...599`
  var text: String {
    guard !matchers.isEmpty else { return name }
    return name + " where " + matchers.map(\.text).joined(separator: " && ")
  }

  /// The same series with one label less.
  func without(_ label: String) -> ForeignSelection {
    ForeignSelection(
      name: name,
      matchers: matchers.filter { $0.label != label },
      functions: functions,
      grouping: grouping
    )
  }

  func named(_ name: String) -> ForeignSelection {
    ForeignSelection(
      name: name,
      matchers: matchers,
      functions: functions,
      grouping: grouping
    )
  }
}

extension ForeignSelection {
  /// Reads a whole expression; nil for anything but one selector inside functions.
  init?(_ text: String) {
    var reader = Reader(cursor: ByteCursor(Array(text.utf8)))
    guard let selection = reader.selection() else { return nil }
    self = selection
  }

  /// Reads bytes of PromQL, as far as a selection goes.
  private struct Reader {
    var cursor: ByteCursor
    var functions: [String] = []
    var grouping: [String] = []

    mutating func selection() -> ForeignSelection? {
      var open = 0
      var name: String?
      while name == nil {
        skipBlanks()
        guard let word = word() else { break }
        skipBlanks()
        if word == "by" || !functions.isEmpty && cursor.byte != UInt8(ascii: "(") && open == 0 {
          return nil
        }
        if let labels = groupingLabels(), !labels.isEmpty { grouping = labels }
        if skip(UInt8(ascii: "(")) {
          guard functions.count < 8 else { return nil }
          functions.append(word)
          open += 1
        } else {
          name = word
        }
      }
      guard let name, let matchers = matchers() else { return nil }
      skipBlanks()
      if skip(UInt8(ascii: "[")) {
        cursor.skip { $0 != UInt8(ascii: "]") }
        guard skip(UInt8(ascii: "]")) else { return nil }
      }
      while open > 0 {
        skipBlanks()
        guard skip(UInt8(ascii: ")")) else { return nil }
        open -= 1
      }
      skipBlanks()
      if let labels = groupingLabels(), !labels.isEmpty { grouping = labels }
      skipBlanks()
      guard cursor.isAtEnd else { return nil }
      return ForeignSelection(
        name: name,
        matchers: matchers,
        functions: functions,
        grouping: grouping
      )
    }

    private mutating func skipBlanks() { cursor.skip { $0 <= 0x20 } }

    private mutating func skip(_ byte: UInt8) -> Bool { cursor.skip(byte) }

    private mutating func word() -> String? {
      let start = cursor.offset
      guard isLetter(cursor.byte) || cursor.byte == UInt8(ascii: "_") else { return nil }
      cursor.skip(while: isNameByte)
      return String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self)
    }

    /// `by (route, code)`; nil where none stands.
    private mutating func groupingLabels() -> [String]? {
      var ahead = self
      guard ahead.word() == "by" else { return nil }
      ahead.skipBlanks()
      guard ahead.skip(UInt8(ascii: "(")) else { return nil }
      var labels: [String] = []
      repeat {
        ahead.skipBlanks()
        guard let label = ahead.word() else { break }
        labels.append(label)
        ahead.skipBlanks()
      } while ahead.skip(UInt8(ascii: ","))
      guard ahead.skip(UInt8(ascii: ")")) else { return nil }
      ahead.skipBlanks()
      cursor = ahead.cursor
      return labels
    }

    /// `{job="a", code=~"5.."}`; empty where none stand, nil for what cannot be said.
    private mutating func matchers() -> [Matcher]? {
      skipBlanks()
      guard skip(UInt8(ascii: "{")) else { return [] }
      var matchers: [Matcher] = []
      while true {
        skipBlanks()
        if skip(UInt8(ascii: "}")) { return matchers }
        guard matchers.count < 32, let label = word(), label != "__name__" else { return nil }
        skipBlanks()
        let start = cursor.offset
        cursor.skip { [UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "~")].contains($0) }
        let written = String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self)
        skipBlanks()
        guard ["=", "==", "!=", "=~", "!~"].contains(written), let value = quoted() else {
          return nil
        }
        matchers.append(
          Matcher(label: label, operator: written == "=" ? "==" : written, value: value)
        )
        skipBlanks()
        _ = skip(UInt8(ascii: ","))
      }
    }

    /// Text in quotes, with its backslashes taken off.
    private mutating func quoted() -> String? {
      let quote = cursor.byte
      guard [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(quote) else {
        return nil
      }
      cursor.advance()
      var content: [UInt8] = []
      while !cursor.isAtEnd, cursor.byte != quote {
        if cursor.byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { cursor.advance() }
        guard cursor.byte >= 0x20, cursor.byte != UInt8(ascii: "\"") else { return nil }
        content.append(cursor.byte)
        cursor.advance()
      }
      guard cursor.skip(quote) else { return nil }
      return String(decoding: content, as: UTF8.self)
    }
  }
}

extension ForeignSelection.Matcher {
  /// `code in 500...599`, `job == "a"`, `route =~ /\/api.*/`
  var text: String {
    switch self.operator {
    case "=~": return label + pattern(isNegated: false)
    case "!~": return label + pattern(isNegated: true)
    default: return "\(label) \(self.operator) \(Self.quoted(value))"
    }
  }

  private func pattern(isNegated: Bool) -> String {
    let bytes = Array(value.utf8)
    let inside = isNegated ? " !in " : " in "
    // A class of status codes.
    if bytes.count == 3, (UInt8(ascii: "1")...UInt8(ascii: "5")).contains(bytes[0]),
      bytes.dropFirst() == [UInt8(ascii: "."), UInt8(ascii: ".")]
    {
      let digit = String(decoding: bytes.prefix(1), as: UTF8.self)
      return inside + "\(digit)00...\(digit)99"
    }
    let words = value.split(separator: "|", omittingEmptySubsequences: false)
    if words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isPlain) }) {
      guard words.count > 1 else { return (isNegated ? " != " : " == ") + Self.quoted(value) }
      return inside + "[" + words.map { Self.quoted(String($0)) }.joined(separator: ", ") + "]"
    }
    let escaped = bytes.flatMap { byte in
      byte == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), byte] : [byte]
    }
    return (isNegated ? " !~ /" : " =~ /") + String(decoding: escaped, as: UTF8.self) + "/"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isNameByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: " ")
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.utf8.flatMap { byte in
      byte == UInt8(ascii: "\\") ? [byte, byte] : [byte]
    }
    return "\"" + String(decoding: escaped, as: UTF8.self) + "\""
  }
}

/// A query of another tool as text of this language.
enum ForeignQuery {
  /// `#promql(#"…"#)`, with every range that counts turned into slogen's window.
  static func text(of query: String, counts: Bool) -> String {
    "#promql(#\"" + (counts ? withWindows(query) : query) + "\"#)"
  }

  /// The counter alone where the query only counts one, and the query in quotes elsewhere.
  static func counted(_ query: String) -> String {
    if let selection = ForeignSelection(query), selection.onlyCounts, selection.grouping.isEmpty {
      return selection.text
    }
    return text(of: query, counts: true)
  }

  /// `[5m]` and `[{{.window}}]` as `[\#(window)]`.
  private static func withWindows(_ query: String) -> String {
    var result: [UInt8] = []
    var isInRange = false
    var quote: UInt8?
    for byte in query.utf8 {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        isInRange = true
        result += Array(##"[\#(window)"##.utf8)
        continue
      } else if byte == UInt8(ascii: "]") {
        isInRange = false
      }
      if !isInRange { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
