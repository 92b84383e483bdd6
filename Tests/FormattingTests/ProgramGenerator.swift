import TestSupport

/// Random programs with random blanks, line breaks and comments wherever the grammar allows them.
///
/// The same seed gives the same program, so that a failure can be looked at.
struct ProgramGenerator {
  private var random: SplitMix
  private var text = ""
  /// Open brackets: line breaks mean nothing inside.
  private var brackets = 0
  private var depth = 0
  private var blocks = 0
  /// How often a gap holds a comment, in percent.
  private let commentRate: UInt64

  static func program(seed: UInt64) -> String {
    var generator = ProgramGenerator(seed: seed)
    for _ in 0..<6 {
      generator.statement()
    }
    return generator.text
  }

  private init(seed: UInt64) {
    random = SplitMix(seed: seed)
    commentRate = [0, 3, 12][Int(seed % 3)]
  }

  private mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(random.next() % UInt64(values.count))]
  }

  // MARK: Gaps

  /// Deeper than any statement, so that no element seems to begin the next one.
  private static let deep = String(repeating: " ", count: 12)

  /// Blanks between pieces that may also be glued.
  private mutating func gap() {
    let lineBreaks = brackets > 0 && chance(20)
    if chance(60) { text += pick([" ", "", "  ", "\t"]) }
    if lineBreaks { text += pick(["\n", "\n\n", "\r\n", "\n\t"]) + Self.deep }
    guard chance(commentRate) else { return }
    if brackets > 0, chance(50) {
      text += pick([" // in brackets\n", "\n // on a line\n", " /* block */\n", "\n/* a\n  b */\n"])
      text += Self.deep
    } else {
      text += pick(["/* c */", " /* c */ ", "/**/", " /* one */ /* two */ "])
    }
  }

  /// The same where something must stand.
  private mutating func space() {
    text += " "
    gap()
  }

  /// In front of an operator, where a statement goes on in a new line.
  private mutating func operatorGap() {
    if chance(20) { text += pick(["\n", "\n\n    ", " // behind an operand\n", "\n// line\n"]) }
    space()
  }

  private mutating func token(_ spelling: String) {
    gap()
    text += spelling
  }

  /// Between statements.
  private mutating func end() {
    if chance(15) {
      text += pick([";", " ; ", ";;", "; /* next */ "])
      if chance(50) { return }
    }
    if chance(commentRate * 2) {
      text += pick([" // behind", " /* behind */ /* again */", "/*x*/"])
    }
    text += pick(["\n", "\n\n", "\n\n\n  ", "\r\n", "\n\t"])
    if chance(commentRate * 2) {
      text += pick([
        "// on a line\n", "/* block */\n\n", "// one\n\n\n// two\n", "   /* a\n      b\n  */\n",
        "/* leads */ ",
      ])
    }
  }

  // MARK: Statements

  private mutating func statement() {
    depth += 1
    defer { depth -= 1 }
    // Services and metrics stand at the top level.
    let kinds = depth > 4 ? 3 : blocks > 0 ? 7 : 9
    switch random.next() % UInt64(kinds) {
    case 0, 1: setting()
    case 2: call()
    case 3: head("let", name(), "=") { $0.expression() }
    case 4:
      if chance(40) { text += "\n/// Describes it.\n" }
      head("slo", pick(["a", "lag-5m", "\"b-\\(x)\""]), ":") {
        $0.text += "99.9%"
        $0.space()
        $0.text += "over"
        $0.space()
        $0.text += "30d"
      }
      // Without a block, a setting that is indented below it would look like a lost brace.
      block()
    case 5:
      text += "for"
      space()
      text += "x"
      space()
      text += "in"
      space()
      list()
      block()
    case 6:
      text += "if"
      space()
      predicate(0)
      block()
      if chance(50) {
        if chance(20) { text += "\n" }
        space()
        text += "else"
        block()
      }
    case 7:
      let hasTemplates = chance(50)
      head("service", name(), hasTemplates ? ":" : nil) { generator in
        guard hasTemplates else { return }
        generator.space()
        generator.arguments(of: "Template")
        if generator.chance(50) {
          generator.token(",")
          generator.gap()
          generator.text += "Other"
        }
      }
      block()
    default:
      head("metric", name(), " :") {
        $0.text += $0.pick([" Counter", "Gauge<Count>", " Counter < Bytes >"])
      }
      if chance(70) { block() }
    }
    end()
  }

  private mutating func head(
    _ keyword: String,
    _ name: String,
    _ sign: String?,
    _ rest: (inout ProgramGenerator) -> Void
  ) {
    text += keyword
    space()
    text += name
    if let sign {
      gap()
      text += sign
      gap()
    }
    rest(&self)
  }

  private mutating func block() {
    let outer = brackets
    brackets = 0
    if chance(10) { text += "\n" }
    space()
    text += "{"
    blocks += 1
    if chance(70) { text += "\n" }
    if chance(commentRate) { text += " // behind the brace\n" }
    for _ in 0..<(random.next() % 4) { statement() }
    text += "}"
    blocks -= 1
    brackets = outer
  }

  private mutating func setting() {
    let key = pick(["owner", "page", "labels", "events", "bad", "objective", "noData", "text"])
    text += key
    gap()
    text += ":"
    gap()
    switch random.next() % 6 {
    case 0:
      text += pick([
        "\"\"\"\n  one\n\n    two \\(x)\n  \"\"\"", "\"\"\"\r\n\tone\r\n\t\"\"\"",
        "#promql( \"rate(x[15min])\" )",
      ])
    case 1:
      text += "first"
      for _ in 0..<(random.next() % 12) {
        token(",")
        if chance(20) { text += pick(["\n", " // value\n"]) }
        gap()
        text += pick(["second_value", "\"text\"", "15min", "third_value_that_is_longer"])
      }
    case 2:
      text += "method in "
      list()
      token(",")
      gap()
      text += "code in 100 ... 599"
    case 3:
      if chance(30) { text += "\n " }
      text += pick([".worst", ".alert( after : 1h30min )", ".bad,.alert(after:5m)"])
    default: expression()
    }
  }

  private mutating func call() {
    arguments(of: pick(["page", "ticket"]))
  }

  // MARK: Expressions

  private mutating func expression() {
    depth += 1
    sum()
    if chance(50) {
      operatorGap()
      text += "where"
      space()
      predicate(0)
    }
    depth -= 1
  }

  private mutating func sum() {
    operand()
    while chance(25) {
      operatorGap()
      text += pick(["+", "*", "/"])
      space()
      operand()
    }
  }

  private mutating func operand() {
    depth += 1
    defer { depth -= 1 }
    switch random.next() % (depth > 6 ? 3 : 6) {
    case 0:
      text += pick(["http_requests_total", "`odd name`", "a.b", "worker_events_processed_total"])
    case 1: text += pick(["5", "250ms", "15min", "99.5%", "64MiB", "100/s"])
    case 2: text += pick(["\"text\"", "#\"raw \"x\"\"#", "\"a \\(b)\""])
    case 3: list()
    case 4: arguments(of: pick(["sum", "max", "weighted"]))
    default: parentheses { $0.expression() }
    }
  }

  private mutating func predicate(_ level: Int) {
    comparison()
    while chance(40), level < 3 {
      operatorGap()
      text += pick(["&&", "||"])
      space()
      if chance(20) {
        if chance(50) { text += "!" }
        parentheses { $0.predicate(level + 1) }
      } else {
        comparison()
      }
    }
  }

  private mutating func comparison() {
    text += pick(["code", "route", "`value`"])
    switch random.next() % 4 {
    case 0:
      text += " in "
      list()
    case 1: text += " =~ /a\\/b/"
    case 2:
      text += "<"
      gap()
      text += "500"
    default:
      gap()
      text += "=="
      gap()
      text += pick(["\"a\"", "\"a text that is rather long\""])
    }
  }

  private mutating func parentheses(_ inner: (inout ProgramGenerator) -> Void) {
    text += "("
    brackets += 1
    gap()
    inner(&self)
    gap()
    brackets -= 1
    text += ")"
  }

  private mutating func list() {
    text += "["
    brackets += 1
    let isDictionary = chance(20)
    let count = random.next() % 9
    for index in 0..<count {
      gap()
      if isDictionary {
        text += "\"key\""
        gap()
        text += ":"
        gap()
      }
      if chance(80) {
        text += pick(["\"task-changed\"", "500", "name", "15min"])
      } else {
        operand()
      }
      if index + 1 < count || chance(20) { token(",") }
    }
    if count > 0 || !isDictionary { gap() } else { text += ":" }
    brackets -= 1
    text += "]"
  }

  private mutating func arguments(of name: String) {
    text += name
    text += "("
    brackets += 1
    let count = random.next() % 4
    for index in 0..<count {
      gap()
      if chance(60) {
        text += "of"
        gap()
        text += ":"
        gap()
      }
      expression()
      if index + 1 < count || chance(20) { token(",") }
    }
    gap()
    brackets -= 1
    text += ")"
  }

  private mutating func name() -> String { pick(["a", "checkout", "http_requests"]) }
}
