import SLODSL

/// Writes a YAML tree: two blanks a level, lists as deep as their key, flow style where it fits.
package struct YAMLWriter {
  /// Lines in flow style have at most so many bytes.
  package static let width = 130

  private var sink = ByteSink()

  /// The bytes of a document.
  ///
  /// - Parameters:
  ///   - document: a map or a list at the top, scalars below.
  ///   - header: the lines of the comment at the top.
  package static func bytes(of document: YAML, header: [String] = []) -> [UInt8] {
    var writer = YAMLWriter()
    writer.write(comments: header, indent: 0)
    switch document {
    case .map(let entries), .inline(let entries): writer.write(entries, indent: 0)
    case .list(let items): writer.write(items, indent: 0)
    case .inlineList(let values): writer.write(values.map { YAML.Item($0) }, indent: 0)
    case .text, .number, .boolean:
      writer.write(scalar: document, indent: 0)
      writer.sink.endLine()
    }
    return writer.sink.bytes
  }

  private mutating func write(comments: [String], indent: Int) {
    for comment in comments {
      sink.indent(indent)
      sink.append("# " + YAMLScalar.comment(comment))
      sink.endLine()
    }
  }

  // MARK: Collections

  /// - Parameter isContinuing: the first entry stands behind the dash of a list's item.
  private mutating func write(_ entries: [YAML.Entry], indent: Int, isContinuing: Bool = false) {
    for (index, entry) in entries.enumerated() {
      if index > 0 || !isContinuing {
        write(comments: entry.comments, indent: indent)
        sink.indent(indent)
      }
      sink.append(Self.flow(key: entry.key) + ":")
      write(value: entry.value, indent: indent)
    }
  }

  private mutating func write(_ items: [YAML.Item], indent: Int) {
    for item in items {
      write(comments: item.comments, indent: indent)
      switch item.value {
      case .map(let entries) where !entries.isEmpty:
        write(comments: entries[0].comments, indent: indent)
        sink.indent(indent)
        sink.append("- ")
        write(entries, indent: indent + 2, isContinuing: true)
      case .text, .number, .boolean, .map, .list, .inline, .inlineList:
        sink.indent(indent)
        sink.append("-")
        // A list inside a list needs a level of its own.
        write(value: item.value, indent: item.value.isList ? indent + 2 : indent)
      }
    }
  }

  /// What follows `key:` or `-`, with the line's end; `indent` is that of the key.
  private mutating func write(value: YAML, indent: Int) {
    switch value {
    case .text, .number, .boolean:
      sink.append(" ")
      write(scalar: value, indent: indent)
      sink.endLine()
    case .map(let entries):
      guard !entries.isEmpty else { return append(line: " {}") }
      sink.endLine()
      write(entries, indent: indent + 2)
    case .list(let items):
      guard !items.isEmpty else { return append(line: " []") }
      sink.endLine()
      write(items, indent: indent)
    case .inline(let entries):
      let line = " " + Self.flow(value)
      guard sink.column + line.utf8.count > Self.width else { return append(line: line) }
      write(value: .map(entries), indent: indent)
    case .inlineList(let values):
      let line = " " + Self.flow(value)
      guard sink.column + line.utf8.count > Self.width else { return append(line: line) }
      write(value: .list(values.map { YAML.Item($0) }), indent: indent)
    }
  }

  private mutating func append(line: String) {
    sink.append(line)
    sink.endLine()
  }

  // MARK: Scalars

  private mutating func write(scalar: YAML, indent: Int) {
    guard case .text(let text) = scalar,
      YAMLScalar(for: text, inFlow: false) == .literalBlock
    else { return sink.append(Self.flow(scalar, isInside: false)) }
    var lines = text.unicodeScalars.split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    // `|` keeps one line feed at the end, `|-` none.
    let endsLine = lines.last?.isEmpty ?? false
    if endsLine { lines.removeLast() }
    sink.append(endsLine ? "|" : "|-")
    for line in lines {
      sink.endLine()
      guard !line.isEmpty else { continue }
      sink.indent(indent + 2)
      sink.append(String(line))
    }
  }

  private static func flow(key: String) -> String {
    flow(.text(key))
  }

  /// - Parameter isInside: between brackets or as a key.
  private static func flow(_ value: YAML, isInside: Bool = true) -> String {
    switch value {
    case .text(let text):
      switch YAMLScalar(for: text, inFlow: isInside) {
      case .plain: return text
      case .singleQuoted: return YAMLScalar.singleQuoted(text)
      case .doubleQuoted, .literalBlock: return YAMLScalar.doubleQuoted(text)
      }
    case .number(let number): return number.decimalText
    case .boolean(let value): return value ? "true" : "false"
    case .list(let items): return flow(.inlineList(items.map(\.value)))
    case .map(let entries): return flow(.inline(entries))
    case .inline(let entries):
      let pairs = entries.map { flow(key: $0.key) + ": " + flow($0.value) }
      return "{" + pairs.joined(separator: ", ") + "}"
    case .inlineList(let values):
      return "[" + values.map { flow($0) }.joined(separator: ", ") + "]"
    }
  }
}

extension YAML {
  fileprivate var isList: Bool {
    switch self {
    case .list, .inlineList: true
    case .text, .number, .boolean, .map, .inline: false
    }
  }
}
