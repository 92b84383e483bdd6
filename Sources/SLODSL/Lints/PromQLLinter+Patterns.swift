/// Regular expressions of matchers, which always match the whole value.
extension PromQLLinter {
  /// SLO3204: a pattern that matches one text only. Whether it was one.
  mutating func lintPlainPattern(_ matcher: LabelMatcher, _ pattern: RegularExpression) -> Bool {
    guard let text = pattern.onlyText else { return false }
    let sign = matcher.operator.plain
    report(
      PromQLFinding(
        .SLO3204,
        "this pattern matches only \(PromQLText.quoted(text.utf8)): nothing in it is a pattern",
        at: matcher.range.bytes,
        help: ["a pattern matches the whole value; for a part of it write `.*` on both sides"],
        fix: comparing(matcher, with: text, title: "compare with `\(sign.rawValue)`")
      )
    )
    return true
  }

  /// SLO3205: `^` in front and `$` behind, where a pattern has them anyway. Whether there were any.
  mutating func lintAnchors(_ matcher: LabelMatcher) -> Bool {
    let bytes = Array(matcher.value.utf8)
    guard !matcher.value.contains("(?"), !matcher.value.contains("\\Q") else { return false }
    let quantifiers = Array("*+?{".utf8)
    let hasStart =
      bytes.first == UInt8(ascii: "^")
      && !(bytes.count > 1 && quantifiers.contains(bytes[1]))
    let escapes = bytes.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    let hasEnd = bytes.last == UInt8(ascii: "$") && escapes % 2 == 0
    guard hasStart || hasEnd else { return false }
    let inner = bytes.dropFirst(hasStart ? 1 : 0).dropLast(hasEnd ? 1 : 0)
    let rest = String(decoding: inner, as: UTF8.self)
    var fix: PromQLFinding.Fix?
    if case .success(let pattern) = RegularExpression.parse(rest), let text = pattern.onlyText {
      let sign = matcher.operator.plain.rawValue
      fix = comparing(matcher, with: text, title: "compare with `\(sign)`")
    } else if let value = literalBytes(of: matcher), !rest.isEmpty {
      let start = value.lowerBound..<(value.lowerBound + 1)
      let end = (value.upperBound - 1)..<value.upperBound
      let edits = (hasStart ? [start] : []) + (hasEnd ? [end] : [])
      fix = PromQLFinding.Fix(
        edits.count == 1 ? "remove the anchor" : "remove the anchors",
        edits.map { PromQLFinding.Edit($0, "") },
        safety: .safe
      )
    }
    report(
      PromQLFinding(
        .SLO3205,
        "a pattern matches the whole value: \(hasStart ? "`^`" : "`$`")"
          + (hasStart && hasEnd ? " and `$` do" : " does") + " nothing here",
        at: matcher.range.bytes,
        fix: fix
      )
    )
    return true
  }

  /// SLO3206: a dot between letters, and `*` behind a letter as a shell has it. Whether one was.
  mutating func lintWildcards(_ matcher: LabelMatcher) -> Bool {
    let bytes = Array(matcher.value.utf8)
    var isInClass = false
    var index = 0
    var dots: [Int] = []
    var star: Int?
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: ".") where !isInClass && Self.isLiteralDot(index, in: bytes):
        dots.append(index)
      case UInt8(ascii: "*") where !isInClass && Self.isGlob(index, in: bytes):
        star = star ?? index
      default: break
      }
      index += 1
    }
    let place = literalBytes(of: matcher)
    if let star {
      let before = String(decoding: [bytes[star - 1]], as: UTF8.self)
      let edit = place.map { ($0.lowerBound + star)..<($0.lowerBound + star) }
      report(
        PromQLFinding(
          .SLO3206,
          "`*` repeats `\(before)`, it does not stand for any text",
          at: matcher.range.bytes,
          fix: edit.map { PromQLFinding.Fix("write `.*`", [PromQLFinding.Edit($0, ".")]) }
        )
      )
      return true
    }
    // `mmcblk.p` means any character; `sh.helm` is a name with a dot.
    guard dots.contains(where: { Self.joinsWords($0, in: bytes) }) else { return false }
    let edits = dots.compactMap { dot in
      place.map { PromQLFinding.Edit(($0.lowerBound + dot)..<($0.lowerBound + dot + 1), "[.]") }
    }
    report(
      PromQLFinding(
        .SLO3206,
        "`.` matches any character, not only a dot",
        at: matcher.range.bytes,
        fix: edits.isEmpty ? nil : PromQLFinding.Fix("match only a dot", edits)
      )
    )
    return true
  }

  /// A dot as in `a.example.com`: letters or digits on both sides, letters on one.
  private static func isLiteralDot(_ index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0, index + 1 < bytes.count else { return false }
    let (before, after) = (bytes[index - 1], bytes[index + 1])
    let isEscape = index > 1 && bytes[index - 2] == UInt8(ascii: "\\")
    let isWord = { (byte: UInt8) in PromQLText.isLetter(byte) || PromQLText.isDigit(byte) }
    return isWord(before) && isWord(after) && !isEscape
      && (PromQLText.isLetter(before) || PromQLText.isLetter(after))
  }

  /// Whether there are two letters or digits on either side.
  private static func joinsWords(_ index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 1, index + 2 < bytes.count else { return false }
    return [bytes[index - 2], bytes[index + 2]].allSatisfy {
      PromQLText.isLetter($0) || PromQLText.isDigit($0)
    }
  }

  /// A star as in `api-*`.
  private static func isGlob(_ index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0 else { return false }
    let before = bytes[index - 1]
    let isEscape = index > 1 && bytes[index - 2] == UInt8(ascii: "\\")
    return !isEscape
      && (PromQLText.isLetter(before) || PromQLText.isDigit(before)
        || before == UInt8(ascii: "-") || before == UInt8(ascii: "/"))
  }

  /// SLO3207: `job=~"shop_.+_prod"` takes a name apart that should be several labels.
  mutating func lintPartOfName(_ matcher: LabelMatcher) {
    let labels = ["job", "service", "app", "application", "cluster", "namespace"]
    guard labels.contains(matcher.label) else { return }
    let bytes = Array(matcher.value.utf8)
    guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")), dot > 1, dot + 3 < bytes.count,
      bytes[dot + 1] == UInt8(ascii: "+") || bytes[dot + 1] == UInt8(ascii: "*")
    else { return }
    let isWord = { (byte: UInt8) in
      PromQLText.isLetter(byte) || PromQLText.isDigit(byte) || byte == UInt8(ascii: "-")
    }
    guard bytes[..<dot].allSatisfy(isWord), bytes[(dot + 2)...].allSatisfy(isWord) else { return }
    report(
      PromQLFinding(
        .SLO3207,
        "the middle of `\(matcher.label)` is skipped: its parts look like labels of their own",
        at: matcher.range.bytes,
        notes: ["a name with the same ends that is not meant is selected as well"]
      )
    )
  }

  // MARK: Edits

  /// The bytes between the quotes of a matcher, where they stand for themselves.
  private func literalBytes(of matcher: LabelMatcher) -> Range<Int>? {
    guard let value = places(of: matcher)?.value, value.count >= 2 else { return nil }
    let inner = (value.lowerBound + 1)..<(value.upperBound - 1)
    return text[inner].elementsEqual(matcher.value.utf8) ? inner : nil
  }

  /// Compares with a text instead of a pattern; quotes stay what they were where they can.
  private func comparing(
    _ matcher: LabelMatcher,
    with value: String,
    title: String
  ) -> PromQLFinding.Fix? {
    guard let places = places(of: matcher) else { return nil }
    let sign = PromQLFinding.Edit(places.operator, matcher.operator.plain.rawValue)
    var edits = [sign]
    if let inner = literalBytes(of: matcher), !value.utf8.contains(UInt8(ascii: "\\")) {
      if value != matcher.value { edits.append(PromQLFinding.Edit(inner, value)) }
    } else {
      edits.append(PromQLFinding.Edit(places.value, PromQLText.quoted(value.utf8)))
    }
    return PromQLFinding.Fix(title, edits, safety: .safe)
  }
}

extension RegularExpression {
  /// The one text that matches, where there is one and it is not empty.
  fileprivate var onlyText: String? {
    guard let texts = finiteSet(limit: 1), texts.count == 1, let text = texts.first,
      !text.isEmpty
    else { return nil }
    return text
  }
}

extension LabelMatcher.Operator {
  /// The same for a text instead of a pattern.
  fileprivate var plain: LabelMatcher.Operator {
    switch self {
    case .matches, .equal: .equal
    case .matchesNot, .notEqual: .notEqual
    }
  }
}
