/// The result of compiling a set of files: a model when there are no errors, and everything there
/// is to say about them.
///
/// The only door through which other modules use the language. The caller reads files: it parses
/// each with `Parser.parse`, follows `ImportPath.targets`, and hands all of them over at once.
package struct Compilation: Sendable {
  /// Nil when any diagnostic is an error.
  package let model: Model?
  /// Ordered by place, each once; those of the parser are included.
  package let diagnostics: [Diagnostic]
  /// Every metric that the files declare, in their order, whether or not anything uses it.
  package let catalog: MetricCatalog

  package init(model: Model?, diagnostics: [Diagnostic], catalog: MetricCatalog) {
    self.model = model
    self.diagnostics = diagnostics
    self.catalog = catalog
  }

  /// Resolves, expands and checks the files as one program.
  ///
  /// - Parameters:
  ///   - files: every file that was named and every file that they import, by path.
  ///   - inputs: the values of `-D name=value`, in the order given.
  package static func compile(
    _ files: [SpecSyntax],
    inputs: [(name: String, value: String)]
  ) -> Compilation {
    var checker = Checker(files: files, inputs: inputs)
    let model = checker.model()
    let followUps = FollowUps(files)
    let found =
      files.flatMap(\.diagnostics) + checker.diagnostics.filter { !followUps.explain($0) }
    let allowances = AllowanceReader(files)
    let isSound = !found.containsErrors && !allowances.diagnostics.containsErrors
    let diagnostics = allowances.applied(
      to: found,
      and: isSound ? PracticeReview.findings(in: model) : [],
      isComplete: isSound
    ).ordered.bounded(atMost: SyntaxReports.limit)
    return Compilation(
      model: diagnostics.containsErrors ? nil : model,
      diagnostics: diagnostics,
      catalog: checker.catalog
    )
  }
}

extension [Diagnostic] {
  /// So many errors of each file, and one more that says there are others; nobody reads them all.
  fileprivate func bounded(atMost limit: Int) -> [Diagnostic] {
    guard count > limit else { return self }
    var errors: [FileID: Int] = [:]
    return compactMap { diagnostic in
      guard diagnostic.severity == .error, let range = diagnostic.range else { return diagnostic }
      errors[range.file, default: 0] += 1
      switch errors[range.file, default: 0] {
      case ...limit: return diagnostic
      case limit + 1: return .tooManyProblems(limit, at: range)
      default: return nil
      }
    }
  }
}

extension Checker {
  /// The declared metrics of all files, in the order in which they stand there.
  var catalog: MetricCatalog {
    let metrics = globals.values.flatMap(\.values).compactMap { symbol -> Metric? in
      guard case .metric(let metric) = symbol else { return nil }
      return metric
    }
    let ordered = metrics.sorted { one, other in
      guard let place = one.origin, let otherPlace = other.origin else { return false }
      return place < otherPlace
    }
    return MetricCatalog(
      ordered,
      targetLabels: project.targetLabels,
      externalLabels: project.externalLabels
    )
  }

  /// Everything in order: names, the project, receivers and policies, then services.
  fileprivate mutating func model() -> Model {
    collectNames()
    readProject()
    checkCardinalities()
    let receivers = readReceivers()
    let intervals = readIntervals()
    checkBindings()
    let services = readServices()
    checkHeartbeat(receivers, services)
    checkPolicies()
    checkTemplates()
    let metrics = usedMetrics.values.sorted { $0.name < $1.name }
    return Model(
      project: project,
      services: services,
      receivers: receivers,
      intervals: intervals,
      metrics: metrics
    )
  }
}
