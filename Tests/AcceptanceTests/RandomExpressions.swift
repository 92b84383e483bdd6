import TestSupport

/// PromQL made up from a seed: the same texts in every run, about a third of them valid.
///
/// Only words that Prometheus 2.42 knows, and one line each.
struct RandomExpressions {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// An expression, every other time with a token or two deleted, doubled or replaced.
  mutating func next() -> String {
    var tokens = expression(depth: random.below(4) + 1)
    if random.below(2) == 0 {
      for _ in 0...random.below(2) where tokens.count > 1 { mutate(&tokens) }
    }
    return tokens.joined(separator: " ")
  }

  private mutating func mutate(_ tokens: inout [String]) {
    let place = random.below(tokens.count)
    switch random.below(4) {
    case 0: tokens.remove(at: place)
    case 1: tokens.insert(tokens[place], at: place)
    case 2: tokens[place] = pick(Self.strays)
    default: tokens.insert(pick(Self.strays), at: place)
    }
  }

  // MARK: Grammar

  private mutating func expression(depth: Int) -> [String] {
    guard depth > 0 else { return random.below(4) == 0 ? [pick(Self.numbers)] : selector() }
    switch random.below(8) {
    case 0: return selector()
    case 1: return [pick(Self.numbers)]
    case 2: return ["("] + expression(depth: depth - 1) + [")"]
    case 3: return [pick(["+", "-"])] + expression(depth: depth - 1)
    case 4, 5: return binary(depth: depth)
    case 6: return aggregation(depth: depth)
    default: return call(depth: depth)
    }
  }

  private mutating func selector() -> [String] {
    var tokens = random.below(6) == 0 ? [] : [pick(Self.names)]
    if tokens.isEmpty || random.below(3) == 0 {
      var matchers: [String] = []
      for _ in 0...random.below(2) {
        matchers += matchers.isEmpty ? [] : [","]
        matchers += [pick(Self.labels), pick(["=", "!=", "=~", "!~"]), pick(Self.strings)]
      }
      tokens += ["{"] + matchers + (random.below(8) == 0 ? [","] : []) + ["}"]
    }
    return tokens + modifiers()
  }

  private mutating func modifiers() -> [String] {
    var tokens: [String] = []
    if random.below(8) == 0 {
      tokens += [word("offset")] + (random.below(3) == 0 ? ["-"] : []) + [pick(Self.durations)]
    }
    if random.below(8) == 0 { tokens += ["@", pick(["5", "-1.5", "start()", "end()", "1e3"])] }
    return tokens
  }

  private mutating func binary(depth: Int) -> [String] {
    var tokens = expression(depth: depth - 1) + [word(pick(Self.operators))]
    if random.below(4) == 0 { tokens.append(word("bool")) }
    if random.below(3) == 0 {
      tokens += [word(pick(["on", "ignoring"]))] + labelList()
      if random.below(2) == 0 {
        tokens.append(word(pick(["group_left", "group_right"])))
        if random.below(2) == 0 { tokens += labelList() }
      }
    }
    return tokens + expression(depth: depth - 1)
  }

  private mutating func aggregation(depth: Int) -> [String] {
    let operation = pick(Self.aggregations)
    var body = expression(depth: depth - 1)
    switch operation {
    case "topk", "bottomk", "quantile": body = [pick(Self.numbers), ","] + body
    case "count_values": body = [pick(Self.strings), ","] + body
    default: break
    }
    body = ["("] + body + [")"]
    let grouping = [word(pick(["by", "without"]))] + labelList()
    switch random.below(3) {
    case 0: return [word(operation)] + body
    case 1: return [word(operation)] + grouping + body
    default: return [word(operation)] + body + grouping
    }
  }

  private mutating func call(depth: Int) -> [String] {
    switch random.below(4) {
    case 0:
      return [pick(["rate", "absent_over_time", "deriv"]), "("] + range(depth: depth) + [")"]
    case 1:
      return ["predict_linear", "("] + range(depth: depth) + [",", pick(Self.numbers), ")"]
    case 2:
      return [pick(["abs", "absent", "sort", "scalar", "hour", "vector"]), "("]
        + expression(depth: depth - 1) + [")"]
    default:
      let texts = ["\"job\"", "\"$1\"", "\"instance\"", "\"(.*)\""].flatMap { [",", $0] }
      return ["label_replace", "("] + expression(depth: depth - 1) + texts + [")"]
    }
  }

  private mutating func range(depth: Int) -> [String] {
    if random.below(3) == 0 {
      let step = random.below(2) == 0 ? [] : [pick(Self.durations)]
      return expression(depth: depth - 1) + ["[", pick(Self.durations), ":"] + step + ["]"]
        + modifiers()
    }
    return [pick(Self.names), "[", pick(Self.durations), "]"] + modifiers()
  }

  private mutating func labelList() -> [String] {
    var tokens: [String] = []
    for _ in 0..<random.below(3) { tokens += (tokens.isEmpty ? [] : [","]) + [pick(Self.labels)] }
    return ["("] + tokens + [")"]
  }

  // MARK: Words

  private mutating func pick(_ list: [String]) -> String { list[random.below(list.count)] }

  /// Keywords are read in any case.
  private mutating func word(_ text: String) -> String {
    random.below(6) == 0 ? text.uppercased() : text
  }

  /// Keywords are names too, in places.
  private static let names = [
    "up", "http_requests_total", "job:x:rate5m", ":", "_", "sum", "by", "offset", "and", "bool",
    "start", "end", "group_left", "on", "inf", "nan", "Infx", "e1",
  ]
  private static let labels = [
    "job", "instance", "le", "__name__", "by", "on", "offset", "bool", "unless", "topk", "start",
    "inf", "NaN", "_",
  ]
  private static let numbers = [
    "0", "1", "0.5", ".5", "5.", "1e3", "1E-3", "0x1F", "017", "08", "0x.8", "1e400", "Inf", "NaN",
    "9223372036854775808", "0xffffffffffffffffff",
  ]
  private static let durations = ["5m", "1h30m", "1y", "30s", "1ms", "0s", "1m1h", "300y", "1w1d"]
  private static let strings = [
    "\"a\"", "''", "`b`", "\".+\"", "\"a|b\"", "\"\\n\\x41\\u00e9\"", "'\\\\d+'", "\"x y\"",
  ]
  private static let operators = [
    "+", "-", "*", "/", "%", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or", "unless", "atan2",
  ]
  private static let aggregations = [
    "sum", "avg", "count", "min", "max", "stddev", "stdvar", "group", "topk", "bottomk",
    "quantile", "count_values",
  ]
  private static let strays =
    ["(", ")", "{", "}", "[", "]", ",", ":", "@", "=", "=~", "!", "~", "&", "?", "# end", "()"]
    + ["{}", "[5m]", "[5m:]", "time()", "by (job)", "rate", "1h", "'", "$", "\\"]
    + names + operators + aggregations + numbers + strings
}

extension SplitMix {
  /// From zero to below the bound, which is greater than zero.
  fileprivate mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
