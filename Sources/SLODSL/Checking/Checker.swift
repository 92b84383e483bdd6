/// Resolves names, expands reuse, types indicators and builds the model.
///
/// One value holds what a run knows; each subject is an extension in a file of its own. Functions
/// that return an optional have reported the reason when they return nil, so callers stay silent.
package struct Checker {
  let files: [SpecSyntax]
  /// Where each file stands in `files`.
  let filePlaces: [FileID: Int]
  let inputs: [(name: String, value: String)]
  /// For each file, the files whose names it sees: itself first, then its imports, transitively.
  var visibleFiles: [FileID: [FileID]] = [:]
  /// Top-level names of each file, without the imported ones.
  var globals: [FileID: [String: Symbol]] = [:]
  var projectBlocks: [ScopedBlock] = []
  var services: [ScopedService] = []
  var diagnostics: [Diagnostic] = []
  /// Where templates and loops were entered; each diagnostic gets these as related places.
  var instantiations: [Diagnostic.Related] = []
  /// The templates that are being expanded, to find circles.
  var expanding: [SourceRange] = []
  /// Names whose declarations are broken, which has been reported: their uses stay silent.
  var brokenNames: Set<String> = []
  /// The `let`s that are being evaluated, to find circles.
  var evaluating: [SourceRange] = []
  /// How many `let`s have been followed for the value at hand, and for all values of the run.
  var steps = 0
  var stepsOfRun = 0
  /// The most `let`s that are followed in the run: those of ten values at their own limit, and more
  /// for large projects, so that time grows as the sources do.
  let stepLimitOfRun: Int
  /// How many names may still be compared with misspelled ones.
  var comparisonsLeft = 50_000_000
  /// The names that each file sees, sorted.
  var visibleNames: [FileID: [VisibleName]] = [:]
  /// `let`s that go in circles, too deep or on for too long; that has been reported.
  var exhausting: Set<SourceRange> = []
  /// How many declarations expansion has produced, against runaway templates and loops.
  var expanded = 0
  /// The declared metrics, once a query has asked for them.
  var queryCatalog: MetricCatalog?
  /// Metrics that indicators use, by name.
  var usedMetrics: [String: Metric] = [:]
  /// Where parameters state types that do not exist, which has been reported.
  var checkedTypes: Set<SourceRange> = []
  /// Where the policies that SLOs use are declared.
  var usedPolicies: Set<SourceRange> = []
  /// Where inputs are declared.
  var inputNames: Set<SourceRange> = []
  /// Periods whose length against the retention has been pointed out.
  var warnedPeriods: Set<Duration> = []
  /// Whether what `sample:` names is being read.
  var isSampling = false
  /// Whether a question about metrics is being read, and who asks it.
  var isAsking = false
  var questioner = Questioner.panel
  var project = Project()
  /// What services inherit from the project.
  var projectSettings = InheritedSettings()

  init(files: [SpecSyntax], inputs: [(name: String, value: String)]) {
    self.files = files
    filePlaces = Dictionary(zip(files.map(\.file.id), files.indices)) { first, _ in first }
    self.inputs = inputs
    stepLimitOfRun = files.reduce(10 * Self.stepLimit) { $0 + $1.file.bytes.count }
    brokenNames = Set(files.flatMap(\.lostNames))
  }

  /// Adds a diagnostic, with the places through which the code at fault was reached.
  mutating func report(_ diagnostic: Diagnostic) {
    guard !instantiations.isEmpty else {
      diagnostics.append(diagnostic)
      return
    }
    diagnostics.append(diagnostic.adding(related: instantiations.reversed().prefix(6)))
  }

  /// Runs `body` with one more place on the way to what it checks.
  mutating func instantiating<Result>(
    _ text: String,
    at range: SourceRange,
    _ body: (inout Checker) -> Result
  ) -> Result {
    instantiations.append(Diagnostic.Related(text, at: range))
    defer { instantiations.removeLast() }
    return body(&self)
  }
}

/// A block that is read later, in the scope where it stands.
struct ScopedBlock {
  let declaration: BlockDeclaration
  let scope: Scope
}

/// A service that is expanded later, in the scope where it stands.
struct ScopedService {
  let declaration: ServiceDeclaration
  let scope: Scope
  let instantiations: [Diagnostic.Related]
}

extension Diagnostic {
  func adding(related more: some Sequence<Related>) -> Diagnostic {
    Diagnostic(
      code,
      message,
      at: range,
      severity: severity,
      label: label,
      related: related + more,
      notes: notes,
      help: help,
      fixIts: fixIts
    )
  }
}
