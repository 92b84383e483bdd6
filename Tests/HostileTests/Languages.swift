/// Readers of the languages that stand inside of texts, as their tools read them and not as slogen
/// writes them. What is no plain text there comes out between ⟪ and ⟫.
enum Languages {
  private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  // MARK: PromQL

  /// Words and texts of a query; texts of patterns as their alternatives.
  static func promQL(_ query: String, at place: String) -> [Leaf] {
    let input = scalars(query)
    var words: [String] = []
    var leaves: [Leaf] = []
    var number = 0
    var index = 0
    while index < input.count {
      let scalar = input[index]
      if let (string, end) = string(in: input, at: index) {
        number += 1
        if words.last == "~" {
          leaves += alternatives(of: string).map { Leaf("\(place)#~", $0) }
        } else {
          leaves.append(Leaf("\(place)#\(number)", string))
        }
        words.append("⟪text⟫")
        index = end
      } else if scalar.properties.isWhitespace {
        index += 1
      } else if isWord(scalar) {
        let end = input[index...].firstIndex { !isWord($0) } ?? input.count
        words.append(text(input[index..<end]))
        index = end
      } else {
        words.append(String(scalar))
        index += 1
      }
    }
    return leaves + [Leaf(place, words.joined(separator: " "))]
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "$": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
  }

  /// A string of Go, PromQL or JSON, and where it ends.
  private static func string(
    in input: [Unicode.Scalar],
    at start: Int
  ) -> (text: String, end: Int)? {
    let quote = input[start]
    guard quote == "\"" || quote == "'" || quote == "`" else { return nil }
    var bytes: [UInt8] = []
    var index = start + 1
    while index < input.count, input[index] != quote {
      if quote != "`", input[index] == "\\", index + 1 < input.count {
        index += append(escape: input[(index + 1)...], to: &bytes) + 1
      } else {
        bytes += Array(String(input[index]).utf8)
        index += 1
      }
    }
    guard index < input.count else { return ("⟪unterminated⟫", input.count) }
    return (String(decoding: bytes, as: UTF8.self), index + 1)
  }

  /// Appends what stands behind a backslash; returns how many characters it takes.
  private static func append(escape rest: ArraySlice<Unicode.Scalar>, to bytes: inout [UInt8])
    -> Int
  {
    let simple: [Unicode.Scalar: UInt8] = [
      "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "\"": 34, "'": 39,
    ]
    let kind = rest[rest.startIndex]
    if let byte = simple[kind] {
      bytes.append(byte)
      return 1
    }
    let length: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    guard let count = length[kind],
      let value = UInt32(text(rest.dropFirst().prefix(count)), radix: 16)
    else {
      bytes += Array("⟪\\\(kind)⟫".utf8)
      return 1
    }
    if kind == "x" {
      bytes.append(UInt8(value))
    } else if let scalar = Unicode.Scalar(value) {
      bytes += Array(String(scalar).utf8)
    }
    return count + 1
  }

  // MARK: Patterns

  /// The texts that a pattern matches, which is a list of them; what matches more is marked.
  static func alternatives(of pattern: String) -> [String] {
    let input = scalars(pattern)
    var alternatives = [""]
    func append(_ text: String) { alternatives[alternatives.count - 1] += text }
    var index = 0
    while index < input.count {
      switch input[index] {
      case "|":
        alternatives.append("")
        index += 1
      case "\\" where index + 1 < input.count:
        index += 1 + appendEscape(input[(index + 1)...], append)
      case "[" where index + 2 < input.count && input[index + 2] == "]" && input[index + 1] != "\\":
        append(String(input[index + 1]))
        index += 3
      case "[", "]", ".", "+", "*", "?", "(", ")", "{", "}", "^", "$":
        append("⟪\(input[index])⟫")
        index += 1
      default:
        append(String(input[index]))
        index += 1
      }
    }
    return alternatives
  }

  private static func appendEscape(
    _ rest: ArraySlice<Unicode.Scalar>,
    _ append: (String) -> Void
  ) -> Int {
    let kind = rest[rest.startIndex]
    if kind == "x", rest.dropFirst().first == "{", let end = rest.firstIndex(of: "}"),
      let value = UInt32(text(rest[(rest.startIndex + 2)..<end]), radix: 16),
      let scalar = Unicode.Scalar(value)
    {
      append(String(scalar))
      return end - rest.startIndex + 1
    }
    let isPlain = kind.isASCII && !kind.properties.isAlphabetic && !("0"..."9").contains(kind)
    append(isPlain ? String(kind) : "⟪\\\(kind)⟫")
    return 1
  }

  // MARK: Go's templates

  /// What a template prints, and what its actions are made of; a constant that one prints is text.
  static func template(_ template: String, at place: String) -> [Leaf] {
    let input = scalars(template)
    var leaves: [Leaf] = []
    var printed = ""
    var index = 0
    while index < input.count {
      guard input[index] == "{", index + 1 < input.count, input[index + 1] == "{" else {
        printed.unicodeScalars.append(input[index])
        index += 1
        continue
      }
      let (words, isConstant, end) = action(in: input, at: index + 2)
      if isConstant {
        printed += words
      } else {
        leaves += [printed, "⟪\(words)⟫"].map { Leaf("\(place)#\(leaves.count)", $0) }
        printed = ""
      }
      index = end
    }
    return leaves + [Leaf(place, printed)]
  }

  private static func action(
    in input: [Unicode.Scalar],
    at start: Int
  ) -> (words: String, isConstant: Bool, end: Int) {
    var words = ""
    var strings = 0
    var others = 0
    var index = start
    if input[start...].starts(with: "- /*".unicodeScalars) {
      index = input[start...].firstIndex(of: "}") ?? input.count
      return ("comment", false, index + 2)
    }
    while index + 1 < input.count, !(input[index] == "}" && input[index + 1] == "}") {
      if let (string, end) = string(in: input, at: index) {
        words += string
        strings += 1
        index = end
      } else {
        if input[index] != " " {
          words.unicodeScalars.append(input[index])
          others += 1
        }
        index += 1
      }
    }
    return (words, strings == 1 && others == 0, index + 2)
  }

  // MARK: Grafana

  /// Text in which Grafana has put values in for variables.
  static func grafana(_ input: String) -> String {
    let input = scalars(input)
    var shown = ""
    var index = 0
    while index < input.count {
      let rest = input[index...]
      if rest.starts(with: "$\u{2060}".unicodeScalars)
        || rest.starts(with: "[\u{2060}".unicodeScalars)
      {
        // Nobody sees the joiner.
        shown.unicodeScalars.append(input[index])
        index += 2
      } else if rest.starts(with: "[[".unicodeScalars) || rest.starts(with: "${".unicodeScalars) {
        shown += "⟪variable⟫"
        index += 2
      } else if rest.first == "$", let next = rest.dropFirst().first, isWord(next) {
        let end = rest.dropFirst().firstIndex { !isWord($0) } ?? input.count
        shown += "⟪\(text(input[index + 1..<end]))⟫"
        index = end
      } else {
        shown.unicodeScalars.append(input[index])
        index += 1
      }
    }
    return shown
  }
}
