/// An example of a page, and what slogen says about it.
package struct ExaminedExample: Sendable {
  /// What the diagnostics point into: one file.
  package let files: [SourceFile]
  /// In the order of their places; empty for what is only shown.
  package let diagnostics: [Diagnostic]
  /// What is wrong with the spec that declares the metrics of an expression: nothing, in a page.
  package let catalogDiagnostics: [Diagnostic]

  /// - Parameter name: the file's name without its ending, as diagnostics show it.
  package init(_ example: DiagnosticPage.Example, name: String) {
    switch example {
    case .session(let text):
      files = [SourceFile(id: FileID(0), path: name, bytes: Array(text.utf8))]
      diagnostics = []
      catalogDiagnostics = []
    case .spec(let text):
      let file = SourceFile(id: FileID(0), path: name + ".slo", bytes: Array(text.utf8))
      files = [file]
      diagnostics = Compilation.compile([Parser.parse(file)], inputs: []).diagnostics
      catalogDiagnostics = []
    case .promQL(let text, let catalog, let use):
      let file = SourceFile(id: FileID(0), path: name + ".promql", bytes: Array(text.utf8))
      let known = catalog.map { text in
        let file = SourceFile(id: FileID(0), path: "catalog.slo", bytes: Array(text.utf8))
        return Compilation.compile([Parser.parse(file)], inputs: [])
      }
      files = [file]
      diagnostics = Self.diagnostics(of: file, knowing: known, for: use).ordered
      catalogDiagnostics = known?.diagnostics ?? []
    }
  }

  /// Parsed, typed and looked over, as far as it comes.
  private static func diagnostics(
    of file: SourceFile,
    knowing known: Compilation?,
    for use: DiagnosticPage.Example.Use
  ) -> [Diagnostic] {
    let options = PromQLOptions.portable
    let parsed = PromQLParser.parse(file.bytes, options: options)
    guard let expression = parsed.expression else {
      return parsed.errors.map { Diagnostic($0, in: file.id) }
    }
    let errors = PromQLChecker.check(expression, options: options).errors
    guard errors.isEmpty else { return errors.map { Diagnostic($0, in: file.id) } }
    var context = PromQLLinter.Context(options: options, catalog: known?.catalog)
    context.purpose = use.purpose
    if let project = known?.model?.project {
      context.scrape = project.scrape
      context.evaluation = project.evaluation
      context.retention = project.retention
    }
    return PromQLLinter.findings(in: expression, text: file.bytes, context: context)
      .map { Diagnostic($0, in: file.id) }
  }
}

extension DiagnosticPage.Example.Use {
  fileprivate var purpose: PromQLLinter.Context.Purpose {
    switch self {
    case .query: .query
    case .recording: .recording
    case .alerting: .alerting
    case .count: .count
    case .sample: .sample
    }
  }
}

extension Diagnostic {
  /// An error in a file that holds one expression and nothing else.
  fileprivate init(_ error: PromQLError, in file: FileID) {
    self.init(
      error.kind.code,
      error.message,
      at: SourceRange(file: file, start: error.range.lowerBound, end: error.range.upperBound),
      help: error.help.map { [$0] } ?? []
    )
  }

  /// A finding in a file that holds one expression and nothing else.
  fileprivate init(_ finding: PromQLFinding, in file: FileID) {
    let place = { (bytes: Range<Int>) in
      SourceRange(file: file, start: bytes.lowerBound, end: bytes.upperBound)
    }
    let fixIts = finding.fix.map { fix in
      FixIt(
        fix.title,
        edits: fix.edits.map {
          FixIt.Edit(range: place($0.range), replacement: $0.replacement)
        },
        safety: fix.safety
      )
    }
    self.init(
      finding.code,
      finding.message,
      at: place(finding.range),
      notes: finding.notes,
      help: finding.help,
      fixIts: fixIts.map { [$0] } ?? []
    )
  }
}
