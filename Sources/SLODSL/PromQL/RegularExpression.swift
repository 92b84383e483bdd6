/// A regular expression as `=~` and `!~` take it: RE2 syntax, and the whole value must match.
///
/// The dialect is the one of Prometheus 3: `.` matches a line feed too, `^` and `$` are only the
/// ends of the value unless `(?m)` is set, and there is no lookaround and no reference back.
/// Matching takes time in proportion to pattern times value, whatever they are.
package struct RegularExpression: Hashable, Sendable {
  /// The pattern as written.
  package let pattern: String
  /// The number of capturing groups.
  package let groupCount: Int
  let program: Program

  /// Reads a pattern; a failure says what is wrong with it and where.
  package static func parse(_ pattern: String) -> Result<RegularExpression, Problem> {
    syntax(of: pattern).map { syntax in
      RegularExpression(
        pattern: pattern,
        groupCount: syntax.groupCount,
        program: Program(syntax)
      )
    }
  }

  /// What is wrong with a pattern, in one sentence; nil when it is valid.
  package static func problem(in pattern: String) -> String? {
    switch syntax(of: pattern) {
    case .success: nil
    case .failure(let problem): problem.message
    }
  }

  /// What in a valid pattern older servers refuse, and the first that does not.
  static func novelty(in pattern: String) -> (version: PromQLVersion, what: String)? {
    guard case .success(let syntax) = syntax(of: pattern) else { return nil }
    // Prometheus 2 was built with versions of Go that know `(?P<name>…)` only.
    if syntax.hasPlainNames { return (PromQLVersion(3, 0), "`(?<name>…)` in a pattern") }
    // The `)$` that older servers write behind a pattern would be quoted too.
    if syntax.endsQuoted { return (PromQLVersion(2, 52), #"a pattern with `\Q` and no `\E`"#) }
    return nil
  }

  /// Whether the pattern matches the whole text; nil when it is invalid or cannot be told.
  ///
  /// Reads the pattern each time: ask a parsed expression when there are many texts.
  package static func matches(_ pattern: String, _ text: String) -> Bool? {
    guard case .success(let expression) = parse(pattern) else { return nil }
    return expression.matches(text)
  }

  /// Whether the whole text matches; nil when it cannot be told.
  ///
  /// It cannot be told only where the answer hangs on the Unicode script of a scalar outside ASCII:
  /// the standard library does not know scripts.
  package func matches(_ text: String) -> Bool? {
    let scalars = text.unicodeScalars.map(\.value)
    let isPossible = program.matches(scalars, countingUnknown: true)
    guard isPossible, program.hasUnknowns else { return isPossible }
    return program.matches(scalars, countingUnknown: false) ? true : nil
  }

  /// Whether the empty value matches, and so a series without the label.
  package var matchesEmpty: Bool { matches("") ?? false }

  /// Every text that matches, when they are few: alternatives in their order, classes in theirs.
  ///
  /// Nil when there is no end of them, more than the limit, or too much work to tell. An empty list
  /// means that nothing can match, as with `$name`.
  package func finiteSet(limit: Int) -> [String]? {
    guard let candidates = program.paths(limit: limit) else { return nil }
    guard program.hasAssertions else { return candidates }
    guard candidates.count * program.instructions.count <= Limit.pathWork else { return nil }
    return candidates.filter { matches($0) == true }
  }

  /// Every text that matches, when there are at most 1000.
  package var finiteSet: [String]? { finiteSet(limit: 1000) }

  private static func syntax(of pattern: String) -> Result<Syntax, Problem> {
    var reader = PatternReader(pattern)
    do throws(Problem) {
      return .success(try reader.read())
    } catch {
      return .failure(error)
    }
  }
}

extension RegularExpression {
  /// Why a pattern is refused.
  package struct Problem: Error, Hashable, Sendable {
    /// A lower-case sentence that names what was found.
    package let message: String
    /// Bytes of the pattern, half-open; empty at the end for what is missing there.
    package let range: Range<Int>
  }

  /// Bounds of what is read; beyond them Go's regexp package refuses too.
  enum Limit {
    /// Copies that counted repetitions may ask for, those inside each other multiplied.
    static let repetitions = 1000
    /// Levels of the syntax tree.
    static let height = 1000
    /// Instructions of the program: 128 MiB of 40 bytes each.
    static let size = 128 << 20 / 40
    /// Steps that listing the matching texts may take; ours.
    static let pathWork = 1 << 20
    /// Scalars of a class up to which case is folded in advance; ours.
    static let foldedScalars = 128
  }
}

extension RegularExpression {
  /// The text as a pattern that matches only itself.
  ///
  /// Classes of one, `0[.]3`, rather than backslashes, which PromQL and YAML would double; only `^`
  /// and `\`, which mean something in a class too, have one.
  package static func escaping(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case ".", "+", "*", "?", "(", ")", "|", "{", "}", "[", "]", "$":
        pattern += "["
        pattern.unicodeScalars.append(scalar)
        pattern += "]"
      case "\\", "^":
        pattern += "\\"
        pattern.unicodeScalars.append(scalar)
      default:
        pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern
  }

  /// The pattern in a form that can be joined with others by `|` and still means the same.
  ///
  /// Alternatives of its own join as they are. Flags set outside a group would reach the patterns
  /// after it, so they get one; an open `\Q` is closed; and `[:` as two members of a class would
  /// begin a named class if a later pattern held `:]`. An invalid pattern is put in a group.
  package static func asAlternative(_ pattern: String) -> String {
    guard case .success(let syntax) = syntax(of: pattern) else { return "(?:" + pattern + ")" }
    var joined = pattern
    if !syntax.classColons.isEmpty {
      var bytes = Array(pattern.utf8)
      for offset in syntax.classColons.reversed() {
        bytes.insert(UInt8(ascii: "\\"), at: offset)
      }
      joined = String(decoding: bytes, as: UTF8.self)
    }
    if syntax.endsQuoted { joined += "\\E" }
    return syntax.setsFlagsOutsideGroups ? "(?:" + joined + ")" : joined
  }
}
