import SLODSL

/// How time grows with the input: from one row to the next nothing but the size doubles, so that
/// equal times per byte in a row mean linear time.
enum Growth {
  private static let sizes = [1, 2, 4, 8]

  private static let inputs: [(name: String, text: @Sendable (Int) -> String)] = [
    ("services", services),
    ("settings on one line", { "service s { " + repeated("a: 1;", 12_000 * $0) + " }" }),
    ("statements on one line", { repeated("a: 1;", 12_000 * $0) }),
    ("comments on one line", { repeated("/* a */ ", 8_000 * $0) }),
    ("as many mistakes as names", mistakes),
    ("values that double", doubling),
    ("open brackets", { repeated("([{", 20_000 * $0) }),
  ]

  static func measure() {
    print("nanoseconds a byte for 1, 2, 4 and 8 times the input, and what 8 times costs more:")
    for (name, text) in inputs {
      let files = sizes.map { size in
        SourceFile(id: FileID(0), path: "a.slo", bytes: Array(text(size).utf8))
      }
      print("  \(name), \(files[0].bytes.count) bytes and up")
      report("parse", files) { Parser.parse($0) }
      report("check", files, given: { Parser.parse($0) }) { Compilation.compile([$0], inputs: []) }
      report("format", files) { SpecFormatter.format($0) }
      report(
        "render",
        files,
        given: { ($0, Compilation.compile([Parser.parse($0)], inputs: []).diagnostics) },
        { DiagnosticRenderer(files: [$0.0], style: .plain).render($0.1) }
      )
    }
  }

  private static func report<Result>(
    _ stage: String,
    _ files: [SourceFile],
    _ body: (SourceFile) -> Result
  ) {
    report(stage, files, given: { $0 }, body)
  }

  private static func report<Input, Result>(
    _ stage: String,
    _ files: [SourceFile],
    given prepare: (SourceFile) -> Input,
    _ body: (Input) -> Result
  ) {
    let costs = files.map { file in
      let input = prepare(file)
      return Benchmarks.best(of: 3) { body(input) }.seconds * 1e9 / Double(file.bytes.count)
    }
    let figures = costs.map(Benchmarks.rounded).joined(separator: ", ")
    print("    \(stage): \(figures) (\(Benchmarks.rounded(costs[3] / costs[0])) times)")
  }

  // MARK: Inputs

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private static func services(_ size: Int) -> String {
    (0..<100 * size).map { number in
      """
      service s\(number) {
          owner: "team"
          // What customers see.
          slo availability: 99.9% over 30d {
              events: http_requests_total where job == "job\(number)" && handler != "/healthz"
              bad: code in 500...599 || code == 429
              by: zone, route
          }
      }

      """
    }
    .joined()
  }

  private static func mistakes(_ size: Int) -> String {
    (0..<1_000 * size).map { number in
      """
      let value\(number) = "\(number)"
      service s\(number) { labels: a = valeu\(number) }

      """
    }
    .joined()
  }

  private static func doubling(_ size: Int) -> String {
    "let a0 = \"\"\n"
      + (1...1_000 * size).map { "let a\($0) = \"\\(a\(($0 - 1) / 2 * 2))\\(a\($0 - 1))\"\n" }
      .joined()
  }
}
