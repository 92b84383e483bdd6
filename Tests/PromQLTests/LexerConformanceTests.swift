import Foundation
import Testing

@testable import SLODSL

/// Tokens and series descriptions are those of Prometheus's lexer.
@Suite(.enabled(if: ConformanceCorpus.isPresent, "the corpus ../shared/corpus/promql is not here"))
struct LexerConformanceTests {
  /// A token as the corpus has it.
  private struct Token: Equatable, CustomStringConvertible {
    let name: String
    let start: Int
    let text: String

    init(_ name: String, _ range: Range<Int>, of bytes: [UInt8]) {
      self.name = name
      start = range.lowerBound
      text = String(decoding: bytes[range], as: UTF8.self)
    }

    init(_ fields: [Any]) {
      name = fields[0] as? String ?? ""
      start = fields[1] as? Int ?? -1
      text = fields[2] as? String ?? ""
    }

    var description: String { "\(name)@\(start)`\(text)`" }
  }

  @Test func cutsTextsIntoTheSameTokens() throws {
    var tally = Tally("tokens", "lex")
    for item in try ConformanceCorpus.cases("lex") {
      let bytes = item.input
      let isSeries = item.fields["series_desc"] as? Bool ?? false
      let own: [Token]
      let error: PromQLError?
      if isSeries {
        let read = PromQLSeriesLexer.tokens(of: bytes)
        own = read.tokens.dropLast().map { Token($0.kind.serverName, $0.range, of: bytes) }
        error = read.error
      } else {
        let read = PromQLLexer.tokens(of: bytes)
        own = read.tokens.dropLast().map { token in
          Token(token.kind.serverName(bytes[token.bytes]), token.bytes, of: bytes)
        }
        error = read.error
      }
      if item.isAccepted {
        let tokens = (item.fields["tokens"] as? [[Any]] ?? []).map(Token.init)
        tally.count(error == nil && own == tokens, item.text, "\(own) instead of \(tokens)")
      } else {
        // Servers name the token that they cannot end; the byte at fault stands inside it.
        let place = item.fields["error_pos"] as? Int ?? -1
        let range = error?.range ?? -1..<(-1)
        tally.count(
          range.upperBound >= place && range.lowerBound >= 0,
          item.text,
          "\(error?.message ?? "no error") \(range), \(item.string("error") ?? "") \(place)"
        )
      }
    }
    tally.report()
  }

  @Test func readsSeriesDescriptions() throws {
    var tally = Tally("series", "series")
    for item in try ConformanceCorpus.cases("series") {
      let read = PromQLSeriesDescription.parse(item.input)
      guard let series = read.series else {
        tally.count(!item.isAccepted && Self.agrees(read.error, item), item.text, "\(read.error!)")
        continue
      }
      var agrees = item.isAccepted
      if let metric = item.fields["metric"] as? [String: String] {
        let labels = series.labels.map { ($0.name, $0.value) }
        agrees = agrees && Dictionary(labels) { $1 } == metric
      }
      if let values = item.fields["values"] as? [String] {
        agrees = agrees && series.items.flatMap(Self.texts) == values
      }
      tally.count(agrees, item.text, "\(series.labels) \(series.items)")
    }
    tally.report()
  }

  /// Whether the column of the message is that of our error; some messages have none.
  private static func agrees(_ error: PromQLError?, _ item: ConformanceCorpus.Case) -> Bool {
    guard let error, let message = item.string("error") else { return false }
    let place = message.split(separator: ":").prefix(2).compactMap { Int($0) }
    // Servers have no place for a key that is given twice.
    guard place.count == 2, !message.contains("duplicate key") else { return true }
    return error.range.lowerBound == place[1] - 1
  }

  private static func texts(_ item: PromQLSeriesDescription.Item) -> [String] {
    switch item {
    case .omitted(let count): Array(repeating: "_", count: count)
    case .stale(let count): Array(repeating: "stale", count: count)
    case .number: item.numbers.map { PromQLText.shortest($0) }
    case .histogram(_, _, _, let count): Array(repeating: "histogram", count: count)
    }
  }
}

extension PromQLSeriesToken.Kind {
  /// What Prometheus calls it.
  fileprivate var serverName: String {
    switch self {
    case .endOfInput: "EOF"
    case .invalid: "ERROR"
    case .metric(let kind): kind.serverName([])
    case .space: "SPACE"
    case .number: "NUMBER"
    case .word: "IDENTIFIER"
    case .plus: "ADD"
    case .minus: "SUB"
    case .times: "TIMES"
    case .blank: "BLANK"
    case .colon: "COLON"
    case .openHistogram: "OPEN_HIST"
    case .closeHistogram: "CLOSE_HIST"
    case .leftBracket: "LEFT_BRACKET"
    case .rightBracket: "RIGHT_BRACKET"
    case .hint: "HINT"
    case .descriptor(let key):
      switch key {
      case .negativeOffset: "NEGATIVE_OFFSET_DESC"
      case .negativeBuckets: "NEGATIVE_BUCKETS_DESC"
      case .zeroBucket: "ZERO_BUCKET_DESC"
      case .zeroBucketWidth: "ZERO_BUCKET_WIDTH_DESC"
      case .customValues: "CUSTOM_VALUES_DESC"
      case .resetHint: "COUNTER_RESET_HINT_DESC"
      case .sum, .count, .schema, .offset, .buckets: key.rawValue.uppercased() + "_DESC"
      }
    }
  }
}

extension PromQLToken.Kind {
  /// What Prometheus calls it; aggregators are named by their text.
  fileprivate func serverName(_ text: ArraySlice<UInt8>) -> String {
    switch self {
    case .endOfInput: "EOF"
    case .invalid, .window: "ERROR"
    case .number: "NUMBER"
    case .duration: "DURATION"
    case .string: "STRING"
    case .identifier: "IDENTIFIER"
    case .metricIdentifier: "METRIC_IDENTIFIER"
    case .leftParenthesis: "LEFT_PAREN"
    case .rightParenthesis: "RIGHT_PAREN"
    case .leftBrace: "LEFT_BRACE"
    case .rightBrace: "RIGHT_BRACE"
    case .leftBracket: "LEFT_BRACKET"
    case .rightBracket: "RIGHT_BRACKET"
    case .comma: "COMMA"
    case .colon: "COLON"
    case .at: "AT"
    case .assign: "EQL"
    case .matchesRegex: "EQL_REGEX"
    case .matchesNotRegex: "NEQ_REGEX"
    case .plus: "ADD"
    case .minus: "SUB"
    case .multiply: "MUL"
    case .divide: "DIV"
    case .modulo: "MOD"
    case .power: "POW"
    case .equal: "EQLC"
    case .notEqual: "NEQ"
    case .lessOrEqual: "LTE"
    case .less: "LSS"
    case .greaterOrEqual: "GTE"
    case .greater: "GTR"
    case .trimUpper: "TRIM_UPPER"
    case .trimLower: "TRIM_LOWER"
    case .and: "LAND"
    case .or: "LOR"
    case .unless: "LUNLESS"
    case .aggregator, .atan2, .by, .without, .on, .ignoring, .groupLeft, .groupRight, .bool, .fill,
      .fillLeft, .fillRight, .offset, .anchored, .smoothed, .start, .end, .step, .range, .maxOf,
      .minOf:
      String(decoding: text, as: UTF8.self).uppercased()
    }
  }
}
