import Codegen
import SLODSL
import Testing

/// A spec of hostile text, and what became of it: what check refuses is put back until the rest
/// compiles.
struct HostileTrial {
  /// A text that was refused.
  struct Refusal {
    let word: String
    let text: String
    let code: DiagnosticCode
  }

  /// What is left.
  private(set) var spec: HostileSpec
  private(set) var refusals: [Refusal] = []
  private(set) var model: Model?
  private(set) var artifacts: [Artifact] = []
  /// What diagnostics do wrong.
  private(set) var imprecise: [String] = []

  init(_ texts: [String: String], target: String) {
    spec = HostileSpec(texts, target: target)
    while !settle() {
      let refused = Set(refusals.map(\.word))
      spec = HostileSpec(spec.texts.filter { !refused.contains($0.key) }, target: target)
    }
  }

  /// Compiles and generates once; false where something was refused.
  private mutating func settle() -> Bool {
    let compilation = spec.compiled()
    var diagnostics = compilation.diagnostics
    if let model = compilation.model {
      let generation = Generation.generate(from: model)
      diagnostics += generation.diagnostics
      self.model = model
      artifacts = generation.artifacts
    }
    examine(diagnostics)
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.isEmpty { return true }
    var isPlaced = false
    for error in errors {
      let ranges = [error.range].compactMap(\.self) + error.related.map(\.range)
      let words = ranges.map { spec.words(at: $0) }.first { !$0.isEmpty } ?? []
      isPlaced = isPlaced || !words.isEmpty
      for word in words {
        refusals.append(Refusal(word: word, text: spec.texts[word] ?? "", code: error.code))
      }
    }
    if !isPlaced {
      let drawn = errors.prefix(3).map { "\($0.code.rawValue) \($0.message)" }
      imprecise.append("no error stands where hostile text is: \(drawn)")
      guard !spec.texts.isEmpty else { return true }
      refusals += spec.texts.map { Refusal(word: $0.key, text: $0.value, code: errors[0].code) }
    }
    return false
  }

  private mutating func examine(_ diagnostics: [Diagnostic]) {
    let drawn = DiagnosticRenderer(files: [spec.source], style: .plain, width: 100)
      .render(diagnostics)
    for scalar in Set(drawn.unicodeScalars.filter(HostileOutput.isForbidden)) {
      imprecise.append("\(scalar.escaped(asASCII: true)) reaches the terminal")
    }
    if drawn.utf8.count > 200_000 { imprecise.append("\(drawn.utf8.count) bytes are printed") }
    for diagnostic in diagnostics {
      if diagnostic.message.isEmpty { imprecise.append("\(diagnostic.code) says nothing") }
      guard let range = diagnostic.range else {
        imprecise.append("\(diagnostic.code.rawValue) has no place: \(diagnostic.message)")
        continue
      }
      if range.start > range.end || range.end > spec.source.bytes.count {
        imprecise.append("\(diagnostic.code.rawValue) is outside of the file")
      }
    }
  }

  var output: HostileOutput {
    HostileOutput(artifacts, areTemplates: model?.project.ruleObjects?.areTemplates ?? false)
  }

  // MARK: Expectations

  func expectPrecision(sourceLocation: SourceLocation = #_sourceLocation) {
    for complaint in imprecise {
      Issue.record("\(complaint)\n\(shown)", sourceLocation: sourceLocation)
    }
  }

  /// Files that every system can have, which agree with each other.
  func expectOutput(sourceLocation: SourceLocation = #_sourceLocation) {
    guard let model else {
      Issue.record("nothing compiles\n\(shown)", sourceLocation: sourceLocation)
      return
    }
    for complaint in output.complaints {
      Issue.record("\(complaint)\n\(shown)", sourceLocation: sourceLocation)
    }
    for found in FolderVerification.report(on: artifacts, of: model).disagreements {
      Issue.record("\(found.path): \(found.message)\n\(shown)", sourceLocation: sourceLocation)
    }
  }

  /// Every text at every place where its word would stand.
  func expectTexts(
    insteadOf plain: HostileOutput,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let expected = plain.leaves.map { $0.filled(with: spec.texts).seen }
    let found = output.leaves.map(\.seen)
    let missing = Self.leaves(of: expected, notIn: Set(found))
    let unexpected = Self.leaves(of: found, notIn: Set(expected))
    guard !missing.isEmpty || !unexpected.isEmpty else { return }
    Issue.record(
      """
      \(missing.count) texts are not where they should be
      \(missing.prefix(6).map { "- " + Self.line($0) }.joined(separator: "\n"))
      \(unexpected.prefix(6).map { "+ " + Self.line($0) }.joined(separator: "\n"))
      """,
      sourceLocation: sourceLocation
    )
  }

  private static func leaves(of leaves: [Leaf], notIn others: Set<Leaf>) -> [Leaf] {
    leaves.filter { !others.contains($0) }.sorted()
  }

  private static func line(_ leaf: Leaf) -> String {
    String("\(leaf.place): \(leaf.text.debugDescription)".prefix(400))
  }

  private var shown: String {
    "of "
      + spec.texts.sorted { $0.key < $1.key }.map {
        "\($0.key): \($0.value.debugDescription.prefix(60))"
      }
      .joined(separator: ", ")
  }
}
