/// A word with which a statement of another language begins.
struct ForeignWord: Hashable, Sendable {
  enum Role: Hashable, Sendable {
    /// `var x = 1`: read as a `let`.
    case binding
    /// `public service x`: passed over.
    case modifier
    /// Everything else is skipped up to the end of its statement.
    case other
  }

  let role: Role
  let help: String

  /// What a word of another language means, at the start of a statement.
  init?(_ word: String) {
    switch word {
    case "var", "const", "local", "val", "auto":
      self.init(.binding, "")
    case "public", "private", "fileprivate", "internal", "open", "export", "static", "final":
      self.init(.modifier, "")
    case "func", "def", "fn", "function":
      self.init(
        .other,
        "values have names by `let`, and parts of services by `template Name(…) { … }`"
      )
    case "struct", "class", "enum", "protocol", "extension", "interface", "typealias":
      self.init(.other, "reusable parts are written as `template Name(…) { … }`, lists as `let`")
    case "switch", "case", "guard", "return", "while", "try", "throw", "repeat":
      self.init(
        .other,
        "a spec states settings; `if environment == \"…\" { … } else { … }` asks inputs"
      )
    case "resource", "module", "provider", "data", "output":
      self.init(.other, "an SLO is written `service checkout { slo availability: 99.9% { … } }`")
    case "variable":
      self.init(.other, "write `input environment: String = \"production\"`")
    case "locals":
      self.init(.other, "write `let name = value` for each")
    default: return nil
    }
  }

  private init(_ role: Role, _ help: String) {
    self.role = role
    self.help = help
  }
}

/// Words of PromQL where no expression can go on, with what is written instead.
enum PromQLWord {
  static func help(for word: String) -> String? {
    switch word {
    case "by", "without":
      "groups are listed in the SLO, `by: route`, or in the aggregate, `sum(of: x, by: queue)`"
    case "offset": "counts are not shifted; what needs it is a query, `#promql(#\"…\"#)`"
    case "unless", "on", "ignoring", "group_left", "group_right", "atan2":
      "series are narrowed with `where`; what joins series is a query, `#promql(#\"…\"#)`"
    case "bool": "compare in `good:` or `bad:`, as in `good: value <= 250ms`"
    default: nil
    }
  }

  /// Functions and aggregations of PromQL that mean nothing here.
  static let functions: Set<String> = [
    "rate", "irate", "increase", "delta", "idelta", "deriv", "avg", "stddev", "stdvar", "topk",
    "bottomk", "quantile", "histogram_quantile", "histogram_fraction", "absent",
    "absent_over_time", "avg_over_time", "sum_over_time", "max_over_time", "min_over_time",
    "count_over_time", "last_over_time", "quantile_over_time", "predict_linear", "label_replace",
    "label_join", "clamp_min", "clamp_max", "clamp", "vector", "scalar", "changes", "resets",
    "group", "count_values", "holt_winters", "sgn", "abs", "ceil", "floor", "round",
  ]

  /// Those that slogen has as well, with `of:`.
  static let shared: Set<String> = ["sum", "max", "min", "count", "average"]

  /// What is written for a function where slogen has a form of its own.
  static func instead(of function: String) -> String? {
    switch function {
    case "histogram_quantile", "histogram_fraction":
      "a latency SLO counts requests within a bound: events: request_duration_seconds;"
        + " good: value <= 250ms"
    case "absent", "absent_over_time":
      "silence is told by `noData: .alert(after: 10m)`, for every SLO"
    case "avg": "write `average(of: …, by: …)`"
    default: nil
    }
  }
}
