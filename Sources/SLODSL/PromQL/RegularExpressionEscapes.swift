// MARK: Escapes

extension RegularExpression.PatternReader {
  /// Reads what a backslash begins outside a class.
  mutating func escaped() throws(Problem) {
    let assertion: RegularExpression.Assertion
    switch byte(at: position + 1) {
    case UInt8(ascii: "A"): assertion = .textStart
    case UInt8(ascii: "z"): assertion = .textEnd
    case UInt8(ascii: "b"): assertion = .wordBoundary
    case UInt8(ascii: "B"): assertion = .noWordBoundary
    case UInt8(ascii: "Q"):
      quoted()
      return
    default:
      var scalars = RegularExpression.ScalarClass()
      if try classEscape(into: &scalars) {
        append(syntax.addClass(scalars))
      } else {
        appendLiteral(try escapedScalar())
      }
      return
    }
    position += 2
    append(syntax.add(.assertion(assertion)))
  }

  /// Reads `\Q…\E`, between which every scalar stands for itself.
  private mutating func quoted() {
    position += 2
    while let byte = next {
      if byte == UInt8(ascii: "\\"), self.byte(at: position + 1) == UInt8(ascii: "E") {
        position += 2
        return
      }
      if let scalar = scalar() { appendLiteral(scalar) }
    }
    syntax.endsQuoted = true
  }

  /// Reads an escape that stands for one scalar.
  mutating func escapedScalar() throws(Problem) -> UInt32 {
    let start = position
    position += 1
    guard let first = next else {
      throw problem("`\\` at the end escapes nothing", from: start)
    }
    guard let scalar = scalar() else { return 0 }
    switch first {
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "v"): return 0x0B
    case UInt8(ascii: "x"): return try hexadecimal(from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "7"): return try octal(first, from: start)
    case _ where first < 0x80 && !first.isASCIIAlphanumeric: return scalar
    default: break
    }
    let written = text(start..<position)
    switch first {
    case UInt8(ascii: "8"), UInt8(ascii: "9"):
      throw problem("`\(written)` would refer back to a group, which RE2 cannot", from: start)
    case UInt8(ascii: "Z"):
      throw problem("`\\Z` is not known here; the end of the value is `\\z`", from: start)
    default:
      throw problem("`\(written)` is no escape that RE2 knows", from: start)
    }
  }

  private mutating func octal(_ first: UInt8, from start: Int) throws(Problem) -> UInt32 {
    var value = UInt32(first - 0x30)
    var digits = 1
    while digits < 3, let digit = next, (0x30...0x37).contains(digit) {
      value = value * 8 + UInt32(digit - 0x30)
      digits += 1
      position += 1
    }
    guard first == 0x30 || digits > 1 else {
      throw problem(
        "`\(text(start..<position))` would refer back to a group, which RE2 cannot",
        from: start
      )
    }
    return value
  }

  private mutating func hexadecimal(from start: Int) throws(Problem) -> UInt32 {
    let isBraced = next == UInt8(ascii: "{")
    if isBraced { position += 1 }
    var value: UInt32 = 0
    var digits = 0
    while isBraced || digits < 2, let digit = next.flatMap(Self.hexadecimalDigit) {
      value = value * 16 + digit
      digits += 1
      position += 1
      guard value <= RegularExpression.ScalarClass.lastScalar else {
        throw problem("`\(text(start..<position))` is beyond the last scalar, 10FFFF", from: start)
      }
    }
    if isBraced, digits > 0, next == UInt8(ascii: "}") {
      position += 1
      return value
    }
    if !isBraced, digits == 2 { return value }
    throw problem(
      "`\(text(start..<position))` is no scalar: `\\x` takes two hexadecimal digits or `{1F600}`",
      from: start
    )
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }
}

// MARK: Classes

extension RegularExpression.PatternReader {
  /// Reads `[…]`.
  mutating func bracketClass() throws(Problem) -> RegularExpression.ScalarClass {
    let start = position
    position += 1
    var scalars = RegularExpression.ScalarClass(foldsCase: flags.foldsCase)
    if next == UInt8(ascii: "^") {
      position += 1
      scalars.isNegated = true
    }
    var isFirst = true
    while isFirst || next != UInt8(ascii: "]") {
      isFirst = false
      if try namedClass(into: &scalars) { continue }
      if try classEscape(into: &scalars) { continue }
      try scalarRange(into: &scalars, from: start)
    }
    position += 1
    return scalars
  }

  /// Reads one scalar or a range of them; a hyphen before the bracket is itself.
  private mutating func scalarRange(
    into scalars: inout RegularExpression.ScalarClass,
    from start: Int
  ) throws(Problem) {
    let first = position
    let low = try classScalar(from: start)
    guard next == UInt8(ascii: "-"), let after = byte(at: position + 1),
      after != UInt8(ascii: "]")
    else {
      scalars.insert(low...low)
      return
    }
    position += 1
    let high = try classScalar(from: start)
    guard low <= high else {
      throw problem("the range `\(text(first..<position))` runs backwards", from: first)
    }
    scalars.insert(low...high)
  }

  private mutating func classScalar(from start: Int) throws(Problem) -> UInt32 {
    if next == UInt8(ascii: "\\") { return try escapedScalar() }
    guard let scalar = scalar() else {
      throw Problem(
        message: "`[` is not closed: `]` is missing",
        range: start..<(start + 1)
      )
    }
    return scalar
  }

  /// Reads `[:alpha:]` or `[:^alpha:]` inside a class; says whether it was one.
  private mutating func namedClass(
    into scalars: inout RegularExpression.ScalarClass
  ) throws(Problem) -> Bool {
    let start = position
    guard next == UInt8(ascii: "["), byte(at: start + 1) == UInt8(ascii: ":"),
      start + 2 < bytes.count
    else { return false }
    guard let last = lastClassEnd, last >= start + 2 else {
      syntax.classColons.append(start + 1)
      return false
    }
    var end = start + 2
    while end < last, bytes[end] != UInt8(ascii: ":") || bytes[end + 1] != UInt8(ascii: "]") {
      end += 1
    }
    position = end + 2
    let isNegated = bytes[start + 2] == UInt8(ascii: "^")
    let name = text((isNegated ? start + 3 : start + 2)..<end)
    guard let ranges = RegularExpression.ScalarClass.posix(name) else {
      throw problem("`\(text(start..<position))` is no class that RE2 knows", from: start)
    }
    insert(ranges, isNegated: isNegated, into: &scalars)
    return true
  }

  /// Reads `\d`, `\pL` and the like; says whether it was one.
  mutating func classEscape(
    into scalars: inout RegularExpression.ScalarClass
  ) throws(Problem) -> Bool {
    guard next == UInt8(ascii: "\\"), let letter = byte(at: position + 1) else { return false }
    if let ranges = RegularExpression.ScalarClass.perl(letter) {
      position += 2
      insert(ranges, isNegated: letter < UInt8(ascii: "a"), into: &scalars)
      return true
    }
    guard letter == UInt8(ascii: "p") || letter == UInt8(ascii: "P") else { return false }
    let start = position
    position += 2
    var name = try unicodeName(from: start)
    var isNegated = letter == UInt8(ascii: "P")
    if name.utf8.first == UInt8(ascii: "^") {
      name.removeFirst()
      isNegated.toggle()
    }
    guard let property = RegularExpression.ScalarClass.unicode(name, isNegated: isNegated) else {
      throw problem(
        "`\(text(start..<position))` names no Unicode category or script, as `\\p{Greek}` does",
        from: start
      )
    }
    scalars.foldsCase = flags.foldsCase
    scalars.properties.append(property)
    return true
  }

  /// Reads `L` or `{Greek}`.
  private mutating func unicodeName(from start: Int) throws(Problem) -> String {
    let first = position
    guard scalar() == UInt32(UInt8(ascii: "{")) else { return text(first..<position) }
    while let byte = next, byte != UInt8(ascii: "}") { position += 1 }
    guard next != nil else {
      throw Problem(
        message: "`\(text(start..<(first + 1)))` is not closed: `}` is missing",
        range: start..<(first + 1)
      )
    }
    position += 1
    return text((first + 1)..<(position - 1))
  }

  /// Adds ASCII scalars or all but them; what folds into them counts as one of them.
  private func insert(
    _ ranges: [ClosedRange<UInt32>],
    isNegated: Bool,
    into scalars: inout RegularExpression.ScalarClass
  ) {
    let folded = flags.foldsCase ? RegularExpression.ScalarClass.folded(ranges) : ranges
    scalars.ranges += isNegated ? RegularExpression.ScalarClass.complement(of: folded) : folded
  }
}
