import SLODSL

/// Reads YAML as `YAMLWriter` writes it, and nothing else: what a person made of it may be YAML and
/// is refused all the same, for nobody proved what it means here.
package struct YAMLReader {
  /// The number of a line, from 1, that is not as slogen writes it.
  package struct Problem: Error, Hashable, Sendable {
    package let line: Int

    package init(line: Int) {
      self.line = line
    }
  }

  private var lines: [ArraySlice<UInt8>]
  private var index = 0

  /// The document as the tree that JSON would be.
  package static func read(_ bytes: [UInt8]) throws(Problem) -> JSON {
    var reader = YAMLReader(bytes)
    reader.skipRemarks()
    let document = try reader.block(indent: 0)
    reader.skipRemarks()
    guard reader.index == reader.lines.count else { throw reader.problem }
    return document
  }

  private init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
  }

  private var problem: Problem { Problem(line: index + 1) }

  // MARK: Lines

  private var indent: Int {
    guard index < lines.count else { return -1 }
    return lines[index].prefix { $0 == UInt8(ascii: " ") }.count
  }

  private var startsItem: Bool {
    guard index < lines.count else { return false }
    let text = lines[index].dropFirst(indent)
    return text.elementsEqual("-".utf8) || text.starts(with: "- ".utf8)
  }

  private mutating func skipRemarks() {
    while index < lines.count {
      let text = lines[index].dropFirst(indent)
      guard text.isEmpty || text.first == UInt8(ascii: "#") else { return }
      index += 1
    }
  }

  // MARK: Blocks

  private mutating func block(indent level: Int) throws(Problem) -> JSON {
    guard indent == level else { throw problem }
    return startsItem ? try list(indent: level) : try map(indent: level)
  }

  private mutating func list(indent level: Int) throws(Problem) -> JSON {
    var elements: [JSON] = []
    while indent == level, startsItem {
      let rest = lines[index].dropFirst(level + 2)
      if rest.isEmpty {
        index += 1
        skipRemarks()
        elements.append(try block(indent: level + 2))
      } else if Self.hasKey(rest) {
        // The entries stand two blanks deeper, the first behind the dash.
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: level + 2)
        lines[index] = (blanks + rest)[...]
        elements.append(try map(indent: level + 2))
      } else {
        elements.append(try value(rest, indent: level))
      }
      skipRemarks()
    }
    return .array(elements)
  }

  private mutating func map(indent level: Int) throws(Problem) -> JSON {
    var members: [JSON.Member] = []
    while indent == level, !startsItem {
      var text = YAMLFlowReader(lines[index].dropFirst(level))
      guard let key = text.scalar(isKey: true)?.text, text.take(":") else { throw problem }
      guard !members.contains(where: { $0.name == key }) else { throw problem }
      guard !text.isAtEnd else {
        index += 1
        skipRemarks()
        let isList = indent == level && startsItem
        members.append(JSON.Member(key, try block(indent: isList ? level : level + 2)))
        skipRemarks()
        continue
      }
      guard text.take(" ") else { throw problem }
      members.append(JSON.Member(key, try value(text.rest, indent: level)))
      skipRemarks()
    }
    guard !members.isEmpty else { throw problem }
    return .object(members)
  }

  /// What stands behind `key: ` or `- ` on the line.
  private mutating func value(
    _ rest: ArraySlice<UInt8>,
    indent level: Int
  ) throws(Problem) -> JSON {
    if rest.first == UInt8(ascii: "|") { return try literal(rest, indent: level + 2) }
    var text = YAMLFlowReader(rest)
    guard let value = text.value(), text.isAtEnd else { throw problem }
    index += 1
    return value
  }

  private mutating func literal(
    _ head: ArraySlice<UInt8>,
    indent level: Int
  ) throws(Problem) -> JSON {
    let endsLine = head.elementsEqual("|".utf8)
    guard endsLine || head.elementsEqual("|-".utf8) else { throw problem }
    index += 1
    var text: [ArraySlice<UInt8>] = []
    while index < lines.count, lines[index].isEmpty || indent >= level {
      text.append(lines[index].dropFirst(level))
      index += 1
    }
    guard let first = text.first, !first.isEmpty else { throw problem }
    let joined = Array(text.joined(separator: [UInt8(ascii: "\n")]))
    return .text(String(decoding: joined, as: UTF8.self) + (endsLine ? "\n" : ""))
  }

  /// Whether a list's item begins with a key.
  private static func hasKey(_ text: ArraySlice<UInt8>) -> Bool {
    var reader = YAMLFlowReader(text)
    guard reader.scalar(isKey: true) != nil, reader.take(":") else { return false }
    return reader.isAtEnd || reader.take(" ")
  }
}

/// What fits on a line: scalars, `{a: b}` and `[a, b]`.
private struct YAMLFlowReader {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  var rest: ArraySlice<UInt8> { bytes[index...] }
  var isAtEnd: Bool { index == bytes.endIndex }

  mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { expected in
      guard bytes[index...].starts(with: expected) else { return false }
      index += expected.count
      return true
    }
  }

  mutating func value(inFlow: Bool = false) -> JSON? {
    switch rest.first {
    case UInt8(ascii: "{"): return map()
    case UInt8(ascii: "["): return list()
    default: return inFlow ? scalar(isKey: false, isInFlow: true) : scalar(isKey: false)
    }
  }

  private mutating func map() -> JSON? {
    var members: [JSON.Member] = []
    guard take("{") else { return nil }
    if take("}") { return .object([]) }
    repeat {
      guard let key = scalar(isKey: true)?.text, take(": "), let value = value(inFlow: true)
      else { return nil }
      members.append(JSON.Member(key, value))
    } while take(", ")
    return take("}") ? .object(members) : nil
  }

  private mutating func list() -> JSON? {
    var elements: [JSON] = []
    guard take("[") else { return nil }
    if take("]") { return .array([]) }
    repeat {
      guard let value = value(inFlow: true) else { return nil }
      elements.append(value)
    } while take(", ")
    return take("]") ? .array(elements) : nil
  }

  // MARK: Scalars

  mutating func scalar(isKey: Bool, isInFlow: Bool = false) -> JSON? {
    switch rest.first {
    case UInt8(ascii: "'"): return singleQuoted().map(JSON.text)
    case UInt8(ascii: "\""): return doubleQuoted().map(JSON.text)
    default: return plain(isKey: isKey, isInFlow: isInFlow)
    }
  }

  private mutating func plain(isKey: Bool, isInFlow: Bool) -> JSON? {
    let text = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: ":"): !isKey
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): !isKey && !isInFlow
      default: byte > 0x20 && !"'\"#{[|>&*!%@`".utf8.contains(byte)
      }
    }
    guard !text.isEmpty else { return nil }
    index = text.endIndex
    let isNegative = text.first == UInt8(ascii: "-")
    if let number = ExactNumber(decimal: isNegative ? text.dropFirst() : text) {
      return isKey ? nil : .number(isNegative ? -number : number)
    }
    let word = String(decoding: text, as: UTF8.self)
    return word == "true" ? .boolean(true) : word == "false" ? .boolean(false) : .text(word)
  }

  private mutating func singleQuoted() -> String? {
    guard take("'") else { return nil }
    var text: [UInt8] = []
    while !isAtEnd {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "'") {
        guard take("'") else { return String(decoding: text, as: UTF8.self) }
      }
      text.append(byte)
    }
    return nil
  }

  private mutating func doubleQuoted() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while !isAtEnd {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += String(scalar).utf8
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = rest.first else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return Unicode.Scalar(byte)
    case UInt8(ascii: "x"): return hexadecimal(2)
    case UInt8(ascii: "u"): return hexadecimal(4)
    case UInt8(ascii: "U"): return hexadecimal(8)
    default: return nil
    }
  }

  private mutating func hexadecimal(_ count: Int) -> Unicode.Scalar? {
    let digits = rest.prefix(count)
    index = digits.endIndex
    guard digits.count == count else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
  }
}
