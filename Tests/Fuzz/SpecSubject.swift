import Codegen
import SLODSL

/// Specs: whatever they hold, every diagnostic lies in a file, and what has no error is generated.
struct SpecSubject: Subject {
  let seeds: Seeds
  let slowness = 1_000_000
  private let specs: [Spec]

  /// A file and what it imports; only the file is changed.
  private struct Spec {
    let path: String
    let imports: [SpecSyntax]
    let inputs: [(name: String, value: String)]
  }

  /// Generating takes far longer than compiling: of what compiles, one in so many is generated.
  private static let generatedShare = 8
  /// Formatting compiles a second time.
  private static let formattedShare = 4
  /// Drawing diagnostics takes as long as finding them.
  private static let drawnShare = 4
  /// The bytes of a seed, at most: small files hold all that there is, and are tried more often.
  private static let seedLimit = 4_000
  /// Diagnostics of one run, at most: limits of files and phases add up to far less.
  private static let diagnosticLimit = 5_000

  init() throws {
    let paths =
      Repository.files(in: "Tests/Corpus", ending: "slo")
      + Repository.files(in: "specs", ending: "slo")
    var texts: [[UInt8]] = []
    var specs: [Spec] = []
    var weights: [Int] = []
    for path in paths {
      guard let bytes = Repository.read(path), bytes.count < Self.seedLimit else { continue }
      texts.append(bytes)
      let imports = Self.imports(of: path, bytes)
      specs.append(Spec(path: path, imports: imports, inputs: Self.inputs(of: bytes)))
      weights.append(Self.weight(of: path, bytes))
    }
    guard !texts.isEmpty else { throw Options.Misuse(description: "there are no specs") }
    self.specs = specs
    seeds = Seeds(texts, weights: weights, words: Self.words, sizeLimit: 60_000)
  }

  /// Most seeds show mistakes, and two thirds of the inputs are to be made from the others; seeds
  /// that show what takes long are taken seldom, or they would take most of the time.
  private static func weight(of path: String, _ bytes: [UInt8]) -> Int {
    if path.contains("SLO2023-") { return 6 }
    let mistakes = ["/bad/", "/mistakes/", "/parse/"]
    return mistakes.contains(where: path.contains) ? 60 : 200
  }

  private static let words = [
    "value", "age", "remaining", "window", "standard", "true", "nothing", "0", "999999999999999",
    "250ms", "99.9%", "100%", "0%", "14.4x", "64MiB", "3 errors", "100/s", "\"\"", "[]", "[:]",
    "1...3", "3...1", ".exact", "/x/", "\\(window)", "#promql(\"up\")", "\"\"\"", "#\"", "\"#",
    "`a b`", "-1", "where", "over", "in", "for", "if", "else", "let", "template", "use", "override",
    "import", "extend", "metric", "service", "slo", "project", "policy", "receiver", "input",
    "&&", "||", "!", "=~", "!~", "..<", "->", "30d", "1y", "100y", "0s", "Histogram<Seconds>",
  ]

  /// Everything that a file imports, read and parsed once.
  private static func imports(of path: String, _ bytes: [UInt8]) -> [SpecSyntax] {
    var found: [SpecSyntax] = []
    var pending = [Parser.parse(SourceFile(id: FileID(0), path: path, bytes: bytes))]
    var seen: Set<String> = [path]
    while let syntax = pending.popLast() {
      for target in ImportPath.targets(of: syntax) where seen.insert(target.path).inserted {
        guard let bytes = Repository.read(target.path) else { continue }
        let id = FileID(found.count + 1)
        let imported = Parser.parse(SourceFile(id: id, path: target.path, bytes: bytes))
        found.append(imported)
        pending.append(imported)
      }
    }
    return found
  }

  /// `// -D name=value` on the first lines gives an input its value.
  private static func inputs(of bytes: [UInt8]) -> [(name: String, value: String)] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .prefix { $0.hasPrefix("// -D ") }
      .compactMap { line in
        let parts = line.dropFirst(6).split(separator: "=", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
      }
  }

  func check(_ input: [UInt8], seed: Int, iteration: Int) throws(Failure) -> Outcome {
    let spec = specs[seed]
    let file = SourceFile(id: FileID(0), path: spec.path, bytes: input)
    let files = [Parser.parse(file)] + spec.imports
    let compilation = Compilation.compile(files, inputs: spec.inputs)
    var hash = StableHash()
    let isDrawn = iteration % Self.drawnShare == 0
    try check(compilation.diagnostics, in: files.map(\.file), isDrawn: isDrawn, &hash)
    try require(
      (compilation.model == nil) == compilation.diagnostics.containsErrors,
      "there is a model with errors, or none without"
    )
    if iteration % Self.formattedShare == 1 {
      try checkFormatting(of: file, in: spec, compilation)
    }
    guard let model = compilation.model else { return Outcome(isAccepted: false, hash: hash.value) }
    if iteration % Self.generatedShare == 2 {
      let generation = Generation.generate(from: model)
      try check(generation.diagnostics, in: files.map(\.file), isDrawn: true, &hash)
      for artifact in generation.artifacts {
        hash.combine(artifact.path)
        hash.combine(String(decoding: artifact.bytes, as: UTF8.self))
      }
    }
    return Outcome(isAccepted: true, hash: hash.value)
  }

  /// The layout is final, and says what was said.
  private func checkFormatting(
    of file: SourceFile,
    in spec: Spec,
    _ compilation: Compilation
  ) throws(Failure) {
    let formatted = SpecFormatter.format(file)
    let copy = SourceFile(id: file.id, path: file.path, bytes: formatted.bytes)
    try require(SpecFormatter.format(copy).bytes == copy.bytes, "the layout is not final")
    guard formatted.isChanged, compilation.model != nil else { return }
    let again = Compilation.compile([Parser.parse(copy)] + spec.imports, inputs: spec.inputs)
    let codes = { (diagnostics: [Diagnostic]) in diagnostics.map(\.code.rawValue).sorted() }
    try require(
      again.model != nil && codes(again.diagnostics) == codes(compilation.diagnostics),
      "the layout changes what it means"
    )
  }

  private func check(
    _ diagnostics: [Diagnostic],
    in files: [SourceFile],
    isDrawn: Bool,
    _ hash: inout StableHash
  ) throws(Failure) {
    try require(diagnostics.count <= Self.diagnosticLimit, "\(diagnostics.count) diagnostics")
    let sizes = files.map(\.bytes.count)
    for diagnostic in diagnostics {
      let edits = diagnostic.fixIts.flatMap(\.edits).map(\.range)
      for range in [diagnostic.range].compactMap(\.self) + diagnostic.related.map(\.range) + edits {
        let isInside =
          range.start <= range.end && Int(range.file.index) < sizes.count
          && Int(range.end) <= sizes[Int(range.file.index)]
        try require(isInside, "\(diagnostic.code) lies outside: \(diagnostic.message)")
      }
      try require(!diagnostic.message.isEmpty, "\(diagnostic.code) says nothing")
      let isMistake = diagnostic.help.contains { $0.contains("mistake in slogen") }
      try require(!isMistake, "\(diagnostic.code): \(diagnostic.message)")
    }
    if isDrawn {
      hash.combine(DiagnosticRenderer(files: files, style: .plain).render(diagnostics))
    }
  }
}
