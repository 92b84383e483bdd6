import Codegen
import CommandSupport
import Foundation
import SLODSL

/// How fast the compiler is: `make bench`.
@main struct Benchmarks {
  private static let specs = 100

  static func main() throws {
    #if DEBUG
      print("A debug build says nothing about speed: use swift run -c release Benchmarks.")
    #endif
    let texts = (0..<specs).map(SyntheticSpecs.service)
    try measureCompiler(texts)
    measurePromQL()
    Growth.measure()
    try measureTool(texts)
  }

  /// The stages alone, in this very program, without files.
  private static func measureCompiler(_ texts: [String]) throws {
    let named =
      [("specs/catalog.slo", SyntheticSpecs.catalog)]
      + texts.enumerated().map { ("specs/service-\($0.offset).slo", $0.element) }
    let files = named.sorted { $0.0 < $1.0 }.enumerated().map { index, file in
      SourceFile(id: FileID(index), path: file.0, bytes: Array(file.1.utf8))
    }
    let sourceBytes = files.reduce(0) { $0 + $1.bytes.count }

    let parse = best { files.map(Parser.parse) }
    report("parse", parse.seconds, bytes: sourceBytes, of: "source")
    let check = best { Compilation.compile(parse.value, inputs: []) }
    report("resolve and check", check.seconds, bytes: sourceBytes, of: "source")
    guard let model = check.value.model else {
      let renderer = DiagnosticRenderer(files: files, style: .plain)
      print(renderer.render(check.value.diagnostics))
      exit(1)
    }
    let generate = best(of: 3) { Generation.generate(from: model) }
    let outputBytes = generate.value.artifacts.reduce(0) { $0 + $1.bytes.count }
    report("plan and write", generate.seconds, bytes: outputBytes, of: "output")
  }

  /// Reading expressions of the kind that people write into rules and dashboards.
  ///
  /// The lexer runs at about 350 MB/s on one core and the parser at about 90, short of the 100 that
  /// were aimed at. Most of the time goes into the trees: a node, a list or a name of more than 15
  /// bytes is an allocation each, of some 40 ns together with its release.
  private static func measurePromQL() {
    let expressions = RealExpressions.load()
    let bytes = expressions.reduce(0) { $0 + $1.count }
    let lex = best { expressions.reduce(0) { $0 + PromQLLexer.count($1) } }
    report("PromQL: lex", lex.seconds, bytes: bytes, of: "expressions")
    let parse = best {
      expressions.reduce(0) { count, text in
        PromQLParser.parse(text, options: .everything).expression == nil ? count : count + 1
      }
    }
    report("PromQL: parse", parse.seconds, bytes: bytes, of: "expressions")
    let trees = expressions.compactMap { PromQLParser.parse($0, options: .everything).expression }
    let check = best {
      trees.reduce(0) { $0 + PromQLChecker.check($1, options: .everything).errors.count }
    }
    report("PromQL: check types", check.seconds, bytes: bytes, of: "expressions")
    let print = best { trees.reduce(0) { $0 + $1.text.utf8.count } }
    report("PromQL: print", print.seconds, bytes: bytes, of: "expressions")
  }

  /// The executable, from its start to its end.
  private static func measureTool(_ texts: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(SyntheticSpecs.catalog, to: "specs/catalog.slo")
    for (index, text) in texts.enumerated() {
      try folder.write(text, to: "specs/service-\(index).slo")
    }
    let check = try time(of: "slogen check", in: folder)
    let start = try time(of: "slogen --version", in: folder)
    print("slogen check, \(specs) specs: \(milliseconds(check))")
    try measureLargeCheck()
    print("slogen --version: \(milliseconds(start))")

    let remove = try time(of: "mkdir -p generated copy; rm -rf generated copy", in: folder)
    let generate = try time(
      of: "mkdir -p generated copy; rm -rf generated copy; slogen generate",
      in: folder
    )
    let again = try time(of: "slogen generate", in: folder)
    let copy = try time(of: "mkdir -p copy; rm -rf copy; cp -r generated copy", in: folder)
    let write = generate - remove
    print("slogen generate: \(milliseconds(write)), with nothing to do \(milliseconds(again))")
    print(
      "cp of what it wrote: \(milliseconds(copy)); slogen takes "
        + "\(rounded(write / copy)) times as long"
    )
  }

  /// From a save to the answer, where a whole company keeps its specs together.
  private static func measureLargeCheck() throws {
    let count = 1_000
    let folder = try TemporaryFolder()
    try folder.write(SyntheticSpecs.catalog, to: "specs/catalog.slo")
    for number in 0..<count {
      try folder.write(SyntheticSpecs.service(number), to: "specs/service-\(number).slo")
    }
    let check = try time(of: "slogen check", in: folder)
    print("slogen check, \(count) specs: \(milliseconds(check))")
  }

  /// What one turn of a script takes in a loop of a single shell.
  ///
  /// Starting a shell for each turn, and waiting for it, would cost more than what is measured.
  private static func time(of script: String, in folder: TemporaryFolder) throws -> Double {
    func loop(_ turns: Int) throws -> Double {
      let loop = "set -e; for turn in {1..\(turns)}; do \(script) > out; done"
      return try time { try run(loop, in: folder) } / Double(turns)
    }
    let first = try loop(1)
    let turns = max(2, min(20, Int(0.5 / first)))
    return try min(loop(turns), loop(turns), loop(turns))
  }

  private static func run(_ script: String, in folder: TemporaryFolder) throws {
    let outcome = try Executable.runBlocking(script: script, in: folder.path)
    guard outcome.exitCode == 0 else {
      print(script, outcome.standardError.suffix(2_000))
      exit(1)
    }
  }
}

// Clocks and figures.
extension Benchmarks {
  /// The shortest of several runs: what disturbs a run only ever makes it longer.
  static func best<Value>(
    of runs: Int = 7,
    _ body: () throws -> Value
  ) rethrows -> (value: Value, seconds: Double) {
    var value = try body()
    var seconds = Double.infinity
    for _ in 0..<runs {
      seconds = min(seconds, try time { value = try body() })
    }
    return (value, seconds)
  }

  private static func time(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  private static func report(_ stage: String, _ seconds: Double, bytes: Int, of what: String) {
    let rate = Double(bytes) / 1e6 / seconds
    print("\(stage): \(rounded(rate)) MB/s of \(what) (\(bytes) bytes in \(milliseconds(seconds)))")
  }

  private static func milliseconds(_ seconds: Double) -> String {
    rounded(seconds * 1_000) + " ms"
  }

  static func rounded(_ value: Double) -> String {
    value < 10 ? "\((value * 10).rounded() / 10)" : "\(Int(value.rounded()))"
  }
}
