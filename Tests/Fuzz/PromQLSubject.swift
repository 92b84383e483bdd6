import Codegen
import SLODSL

/// Expressions: whatever is accepted is printed, read back, typed and linted.
struct PromQLSubject: Subject {
  let seeds: Seeds
  let slowness = 50_000
  private let catalog: MetricCatalog
  private let series: SeriesCatalog

  /// - Parameter usesShared: whether the corpus beside the checkout is taken too.
  init(usesShared: Bool) throws {
    var texts: [[UInt8]] = []
    for path in Repository.files(in: "Tests/Corpus", ending: "promql") {
      let lines = (Repository.read(path) ?? []).split(separator: UInt8(ascii: "\n"))
      texts += lines.map { Array($0) }
    }
    for page in DiagnosticPage.all {
      for example in [page.wrong, page.right].compactMap(\.self) {
        if case .promQL(let text, _, _) = example { texts.append(Array(text.utf8)) }
      }
    }
    for name in usesShared ? Self.shared : [] {
      texts += Repository.sharedInputs(name)
    }
    guard !texts.isEmpty else { throw Options.Misuse(description: "there are no expressions") }
    seeds = Seeds(texts, words: Self.words, sizeLimit: 20_000)
    let files = Repository.files(in: "specs", ending: "slo").enumerated().map { index, path in
      SourceFile(id: FileID(index), path: path, bytes: Repository.read(path) ?? [])
    }
    catalog = DeclaredMetrics(files.map(Parser.parse)).catalog
    series = SeriesCatalog(catalog)
  }

  private static let shared = [
    "parse", "printer", "pretty", "extra", "realworld", "eval", "labels", "derived",
  ]

  private static let words = [
    "Inf", "NaN", "-0", "0x1F", "1e-300", "9223372036854775808", ".5", "1_000", "5m", "1y2w3d",
    "100y", "0s", "1ms", "start()", "end()", "step()", "range()", "@", "offset", "bool", "on",
    "ignoring", "group_left", "group_right", "fill", "fill_left", "anchored", "smoothed", "without",
    "by", "atan2", "</", ">/", "!~", "=~", "{}", "[5m:]", "[5m:1m]", "\"\\xff\"", "\"\\u00e9\"",
    "'a\\'b'", "`a`", "\"(a|b)*\"", "\"[\"", "le", "__name__", "quantile", "info", "limitk",
    "count_values", "label_replace", "histogram_quantile", "absent", "sgn", "max_of", "min_of",
  ]

  func check(_ input: [UInt8], seed: Int, iteration: Int) throws(Failure) -> Outcome {
    let options = Self.options[iteration % Self.options.count]
    let parsed = PromQLParser.parse(input, options: options)
    var hash = StableHash()
    try check(parsed.errors, of: input, &hash)
    guard let expression = parsed.expression else {
      try require(!parsed.errors.isEmpty, "it is refused without a reason")
      return Outcome(isAccepted: false, hash: hash.value)
    }
    let checked = PromQLChecker.check(expression, options: options)
    try check(checked.errors, of: input, &hash)
    hash.combine(expression.outline)
    hash.combine(JSONWriter.line(PromQLTree.document(of: expression)))
    let isSound = parsed.errors.isEmpty && checked.errors.isEmpty
    if isSound {
      try checkPrinting(of: expression, options, &hash)
      try checkMeaning(of: expression, input, options, &hash)
    }
    return Outcome(isAccepted: isSound, hash: hash.value)
  }

  private static let options: [PromQLOptions] = [
    .everything, .everything, .portable, .current,
    PromQLOptions(oldest: PromQLVersion(2, 42), newest: PromQLVersion(2, 42), features: []),
  ]

  /// Every way of printing gives a text that reads back as the same tree and prints the same.
  private func checkPrinting(
    of expression: PromQLExpression,
    _ options: PromQLOptions,
    _ hash: inout StableHash
  ) throws(Failure) {
    let ways: [(name: String, print: (PromQLExpression) -> String)] = [
      ("canonical", { $0.text }), ("pretty", { $0.prettified() }), ("rule", { $0.prettyText }),
    ]
    for (name, print) in ways {
      let text = print(expression)
      let again = PromQLParser.parse(Array(text.utf8), options: options)
      guard let copy = again.expression, again.errors.isEmpty else {
        let reason = again.errors.first?.message ?? "no reason"
        throw Failure(message: "the \(name) text does not parse: \(reason): \(text)")
      }
      try require(
        Self.sorted(copy) == Self.sorted(expression),
        "the \(name) text is another tree: \(text)"
      )
      try require(print(copy) == text, "the \(name) text is not stable: \(text)")
      hash.combine(text)
    }
  }

  /// Matchers in one order: they are printed sorted, as Prometheus does, and mean the same.
  private static func sorted(_ expression: PromQLExpression) -> PromQLExpression {
    expression.rewritten(selector: { selector in
      var selector = selector
      selector.matchers.sort { one, other in
        (one.label, one.operator.rawValue, one.value)
          < (other.label, other.operator.rawValue, other.value)
      }
      return selector
    })
  }

  private func checkMeaning(
    of expression: PromQLExpression,
    _ input: [UInt8],
    _ options: PromQLOptions,
    _ hash: inout StableHash
  ) throws(Failure) {
    var context = PromQLLinter.Context(options: options)
    for known in [nil, catalog] {
      var inference = LabelInference(catalog: known == nil ? nil : series)
      let type = inference.type(of: expression)
      for set in type.alternatives {
        let isWithin = set.mustLabels.allSatisfy { set.may.contains($0) }
        try require(isWithin, "labels that must be there may not be there")
      }
      context.catalog = known
      for finding in PromQLLinter.findings(in: expression, text: input, context: context) {
        let edits = finding.fix?.edits.map(\.range) ?? []
        for range in [finding.range] + edits {
          try require(range.upperBound <= input.count, "\(finding.code) lies outside: \(range)")
        }
        try require(!finding.message.isEmpty, "\(finding.code) says nothing")
        hash.combine(finding.message)
      }
    }
  }

  private func check(
    _ errors: [PromQLError],
    of input: [UInt8],
    _ hash: inout StableHash
  ) throws(Failure) {
    for error in errors {
      let range = error.range
      try require(range.upperBound <= input.count, "\(error.message) lies outside: \(range)")
      try require(!error.message.isEmpty, "an error says nothing")
      hash.combine(error.message)
    }
  }
}

extension Subject {
  func require(_ isTrue: Bool, _ message: @autoclosure () -> String) throws(Failure) {
    if !isTrue { throw Failure(message: message()) }
  }
}
