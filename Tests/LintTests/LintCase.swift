import SLODSL
import TestSupport
import Testing

/// A file of expressions that show one code, one a line, and what is known about them.
///
/// Lines that begin with `#!` say what is known about the lines below them: `purpose: alerting`,
/// `target: 3`, `catalog: none`, `catalog: shared`, `scrape: 30s`, `evaluation: 1m`,
/// `retention: 15d`. Other lines that begin with `#` are for people.
struct LintCase: Sendable, CustomTestStringConvertible {
  /// An expression and what is known about it.
  struct Line: Sendable {
    let text: [UInt8]
    let context: PromQLLinter.Context

    var findings: [PromQLFinding]? { LintCase.findings(in: text, context) }
  }

  let corpus: Corpus.Case

  var testDescription: String { corpus.name }

  /// The code that the case is about: its name begins with it.
  var code: DiagnosticCode? { DiagnosticCode(rawValue: String(corpus.name.prefix(7))) }

  static func all() throws -> [LintCase] {
    try Corpus("lints", inputs: "promql").cases.map(LintCase.init)
  }

  /// The metrics of `catalog.slo`.
  static let catalog: MetricCatalog = {
    let path = Corpus.root + "/lints/catalog.slo"
    let bytes = (try? TextFile.read(path)) ?? []
    let file = SourceFile(id: FileID(0), path: "catalog.slo", bytes: bytes)
    return DeclaredMetrics([Parser.parse(file)]).catalog
  }()

  /// The lines as they stand in the file; those without an expression have no `Line`.
  func lines() throws -> [(text: String, line: Line?)] {
    var context = PromQLLinter.Context(options: .portable, catalog: Self.catalog)
    return try corpus.bytes.split(separator: 0x0A).map { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if text.hasPrefix("#!") {
        try Self.read(text.dropFirst(2), into: &context)
        return (text, nil)
      }
      return (text, text.hasPrefix("#") ? nil : Line(text: Array(bytes), context: context))
    }
  }

  /// What the linter says; nil when the expression does not parse or type.
  static func findings(
    in text: [UInt8],
    _ context: PromQLLinter.Context
  ) -> [PromQLFinding]? {
    let options = context.options
    guard let expression = PromQLParser.parse(text, options: options).expression,
      PromQLChecker.check(expression, options: options).errors.isEmpty
    else { return nil }
    return PromQLLinter.findings(in: expression, text: text, context: context)
  }

  /// A directive that nobody knows.
  struct UnknownDirective: Error, CustomStringConvertible {
    let text: String
    var description: String { "there is no directive '\(text)'" }
  }

  private static func read(
    _ directive: Substring,
    into context: inout PromQLLinter.Context
  ) throws {
    let words = directive.split(separator: " ")
    let purposes: [Substring: PromQLLinter.Context.Purpose] = [
      "query": .query, "recording": .recording, "alerting": .alerting, "count": .count,
      "sample": .sample,
    ]
    guard words.count == 2 else { throw UnknownDirective(text: String(directive)) }
    switch (words[0], words[1]) {
    case ("purpose:", let word):
      guard let purpose = purposes[word] else { throw UnknownDirective(text: String(directive)) }
      context.purpose = purpose
    case ("target:", "2.42"): context.options = .portable
    case ("target:", "3"): context.options = PromQLOptions(rulers: [.prometheus(.v3)])
    case ("target:", "everything"): context.options = .everything
    case ("catalog:", "none"): context.catalog = nil
    case ("catalog:", "shared"): context.catalog = catalog
    case ("scrape:", let text): context.scrape = try duration(text)
    case ("evaluation:", let text): context.evaluation = try duration(text)
    case ("retention:", let text): context.retention = try duration(text)
    default: throw UnknownDirective(text: String(directive))
    }
  }

  private static func duration(_ text: Substring) throws -> Duration {
    let units: [Character: Duration] = ["s": .second, "m": .minute, "h": .hour, "d": .day]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()) else {
      throw UnknownDirective(text: String(text))
    }
    return unit * count
  }
}
