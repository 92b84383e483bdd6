/// An expression as written.
///
/// Names are unresolved and nothing is typed: one grammar serves predicates, selections and plain
/// values, and the checker decides by type. Every case knows its range.
package indirect enum Expression: Hashable, Sendable {
  /// `99.95%`, `30d`, `14.4x`, `100/s`, `512MiB`, `3`, `2.5`
  case quantity(QuantityLiteral)
  /// `"text \(name)"`, `"""…"""`, `#"raw"#`
  case string(StringLiteral)
  /// `/5../`, only behind `=~` and `!~`
  case regex(RegexLiteral)
  /// `checkout`, `` `http.server.duration` ``
  case name(Name)
  /// `.critical`
  case enumCase(Name, SourceRange)
  /// `calendar.month`
  case member(Expression, Name, SourceRange)
  /// `sum(of: lag, by: topic)`, `.alert(after: 10m)`, `PagerDuty(…)`, `prometheus(2.42)`
  case call(CallExpression)
  /// `["mail", "push"]`
  case list([Expression], SourceRange)
  /// `["mail": 5m, "push": 30s]`
  case dictionary([DictionaryEntry], SourceRange)
  /// `500...599`, `0..<5`
  case range(lower: Expression, upper: Expression, closed: Bool, SourceRange)
  /// `!healthy`
  case not(Expression, SourceRange)
  /// `code in 500...599`, `value <= 250ms`, `a_total + b_total`
  case binary(BinaryExpression)
  /// `http_requests_total where job == "checkout"`
  case filtered(Expression, where: Expression, SourceRange)
  /// `#promql("rate(x[\(window)])")`
  case promQL(PromQLLiteral)
  /// `(a + b)`; kept, since the language asks for them in places
  case parenthesized(Expression, SourceRange)
  /// Stands where nothing could be read. It has been reported; later passes say no more.
  case missing(SourceRange)

  package var range: SourceRange {
    switch self {
    case .quantity(let literal): literal.range
    case .string(let literal): literal.range
    case .regex(let literal): literal.range
    case .name(let name): name.range
    case .call(let call): call.range
    case .binary(let binary): binary.range
    case .promQL(let literal): literal.range
    case .enumCase(_, let range), .member(_, _, let range), .list(_, let range),
      .dictionary(_, let range), .range(_, _, _, let range), .not(_, let range),
      .filtered(_, _, let range), .parenthesized(_, let range), .missing(let range):
      range
    }
  }
}

/// An identifier, or any text between back-ticks.
package struct Name: Hashable, Sendable {
  /// Without the back-ticks.
  package let text: String
  /// With the back-ticks.
  package let range: SourceRange
  package let isQuoted: Bool

  package init(text: String, range: SourceRange, isQuoted: Bool = false) {
    self.text = text
    self.range = range
    self.isQuoted = isQuoted
  }
}

/// A number with the unit that is glued to it.
package struct QuantityLiteral: Hashable, Sendable {
  package let quantity: Quantity
  package let range: SourceRange

  package init(quantity: Quantity, range: SourceRange) {
    self.quantity = quantity
    self.range = range
  }
}

/// A string literal in pieces.
package struct StringLiteral: Hashable, Sendable {
  /// One piece; pieces follow each other in the source.
  package enum Segment: Hashable, Sendable {
    /// Decoded text. Where `text.utf8.count` equals the range's length it stands in the source byte
    /// for byte; otherwise it is one escape sequence, and all of it maps to the range's start. So a
    /// position inside the decoded string can always be mapped back.
    case text(String, SourceRange)
    /// `\(name)`; the range covers the backslash and the parentheses.
    case interpolation(Expression, SourceRange)
  }

  package let segments: [Segment]
  /// With its delimiters.
  package let range: SourceRange

  package init(segments: [Segment], range: SourceRange) {
    self.segments = segments
    self.range = range
  }

  /// The text when nothing is interpolated.
  package var plainText: String? {
    var text = ""
    for segment in segments {
      guard case .text(let piece, _) = segment else { return nil }
      text += piece
    }
    return text
  }
}

/// `/5../`: an RE2 regular expression that must match a whole label value.
package struct RegexLiteral: Hashable, Sendable {
  /// Without the slashes; `\/` is already `/`, every other escape is kept for RE2.
  package let pattern: String
  /// With the slashes.
  package let range: SourceRange

  package init(pattern: String, range: SourceRange) {
    self.pattern = pattern
    self.range = range
  }
}

/// `name(argument, label: argument)`; `.name(…)` has an `enumCase` as callee.
package struct CallExpression: Hashable, Sendable {
  package let callee: Expression
  package let arguments: [Argument]
  package let range: SourceRange

  package init(callee: Expression, arguments: [Argument], range: SourceRange) {
    self.callee = callee
    self.arguments = arguments
    self.range = range
  }
}

/// A value with or without a label: `5m`, `over: 1h`, `page = "critical"`.
package struct Argument: Hashable, Sendable {
  package let label: Name?
  package let value: Expression
  /// Label and value.
  package let range: SourceRange

  package init(label: Name?, value: Expression, range: SourceRange) {
    self.label = label
    self.value = value
    self.range = range
  }
}

/// `"mail": 5m`
package struct DictionaryEntry: Hashable, Sendable {
  package let key: Expression
  package let value: Expression

  package init(key: Expression, value: Expression) {
    self.key = key
    self.value = value
  }
}

/// Two operands and what stands between them.
package struct BinaryExpression: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case matches = "=~"
    case matchesNot = "!~"
    case inside = "in"
    case notInside = "!in"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"

    package var isComparison: Bool {
      switch self {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .matches,
        .matchesNot, .inside, .notInside:
        true
      case .or, .and, .add, .subtract, .multiply, .divide: false
      }
    }
  }

  package let `operator`: Operator
  package let operatorRange: SourceRange
  package let left: Expression
  package let right: Expression
  package let range: SourceRange

  package init(
    _ `operator`: Operator, at operatorRange: SourceRange, left: Expression, right: Expression
  ) {
    self.operator = `operator`
    self.operatorRange = operatorRange
    self.left = left
    self.right = right
    self.range = left.range.union(right.range)
  }
}

/// `#promql("…")`: PromQL text, parsed later by the PromQL parser; positions map back.
package struct PromQLLiteral: Hashable, Sendable {
  package let text: StringLiteral
  /// From `#promql` to the closing parenthesis.
  package let range: SourceRange

  package init(text: StringLiteral, range: SourceRange) {
    self.text = text
    self.range = range
  }
}
