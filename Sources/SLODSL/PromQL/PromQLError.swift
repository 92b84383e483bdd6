/// One thing that is wrong with an expression.
package struct PromQLError: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The text is no PromQL.
    case syntax
    /// The text is PromQL, but nested or chained deeper than slogen follows.
    case limit
    /// A function that no server has.
    case unknownFunction
    /// A wrong number of arguments.
    case arity
    /// A scalar, vector, range vector or string where another of them is due.
    case type
    /// A selector without a matcher that narrows it, or a name given twice.
    case selector
    /// A regular expression that RE2 does not take.
    case regularExpression
    /// Valid for newer servers, for older ones, or behind a feature flag only.
    case unavailable
    /// `\(window)` in a place that is no range.
    case window
  }

  package let kind: Kind
  /// Bytes of the parsed text.
  package let range: Range<Int>
  /// A lower-case sentence that says what was found and what was expected.
  package let message: String
  /// What to do about it.
  package let help: String?

  package init(_ kind: Kind, _ range: Range<Int>, _ message: String, help: String? = nil) {
    self.kind = kind
    self.range = range
    self.message = message
    self.help = help
  }
}

extension PromQLError.Kind {
  /// The code under which it is reported.
  package var code: DiagnosticCode {
    switch self {
    case .syntax, .limit, .unknownFunction, .selector, .regularExpression: .SLO3001
    case .arity, .type: .SLO3002
    case .window: .SLO3003
    case .unavailable: .SLO3007
    }
  }
}
