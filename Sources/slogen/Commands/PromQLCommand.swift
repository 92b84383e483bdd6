import SLODSL

/// `slogen promql`: expressions of Prometheus, judged, formatted and taken apart.
struct PromQLCommand {
  /// What is asked of the expressions.
  enum Action: String, CaseIterable, Sendable {
    case check, format, tree, labels
  }

  private let action: Action
  private let expressions: [String]
  private let options: PromQLOptions
  private let catalogs: [String]
  private let inputs: [(name: String, value: String)]
  private let writesJSON: Bool
  private let colour: Terminal.ColourChoice

  init(_ invocation: Invocation) throws(Misuse) {
    action = try Self.action(of: invocation)
    expressions = Array(invocation.operands.dropFirst())
    if expressions.count > 1, expressions.contains("-") {
      throw Misuse("'-' stands for all expressions, or for none", command: .promql)
    }
    options = try Self.target(of: invocation)
    catalogs = invocation.options[.catalog] ?? []
    if catalogs.contains("") { throw Misuse("the path of --catalog is empty", command: .promql) }
    inputs = try CompileSettings.inputs(of: invocation)
    let format = try ReportFormat(invocation)
    guard format == .text || format == .json else {
      throw Misuse("promql knows the formats text and json", command: .promql)
    }
    writesJSON = format == .json
    colour = try CompileSettings.colour(of: invocation)
  }

  func run(_ output: inout Output) -> ExitCode {
    guard let context = context(&output) else { return .problems }
    let list: ExpressionList
    do throws(FileError) {
      list = try readExpressions()
    } catch {
      report([.unreadable(error, importedAt: nil)], of: [], to: &output)
      return .problems
    }
    let isSound: Bool
    if writesJSON {
      isSound = writeLines(of: list, in: context, to: &output)
    } else {
      isSound = writeText(of: list, in: context, to: &output)
    }
    return isSound ? .fine : .problems
  }

  private func readExpressions() throws(FileError) -> ExpressionList {
    if expressions.isEmpty || expressions == ["-"] {
      return ExpressionList(lines: try StandardInput.read(limit: 1 << 30))
    }
    return ExpressionList(arguments: expressions)
  }

  /// What is known beside the expressions; nil when a catalog is wrong, which has been reported.
  private func context(_ output: inout Output) -> PromQLVerdict.Context? {
    var context = PromQLVerdict.Context(lints: PromQLLinter.Context(options: options))
    guard !catalogs.isEmpty else { return context }
    let specs = SpecLoader.load(catalogs, jobs: Workers.processors)
    let metrics = DeclaredMetrics(specs.files, inputs: inputs)
    let problems = (specs.diagnostics + metrics.diagnostics).ordered
    guard !problems.containsErrors else {
      report(problems, of: specs.files.map(\.file), to: &output)
      return nil
    }
    context.lints.catalog = metrics.catalog
    context.series = SeriesCatalog(metrics.catalog)
    if let project = metrics.project {
      context.lints.scrape = project.scrape
      context.lints.evaluation = project.evaluation
      context.lints.retention = project.retention
    }
    return context
  }

  private func report(_ problems: [Diagnostic], of files: [SourceFile], to output: inout Output) {
    let renderer = DiagnosticRenderer(
      files: files,
      style: Terminal.style(colour),
      width: Terminal.width(of: .error)
    )
    output.report(renderer.render(problems))
  }
}

// Reading the command line.
extension PromQLCommand {
  private static func action(of invocation: Invocation) throws(Misuse) -> Action {
    let list = "check, format, tree and labels"
    guard let name = invocation.operands.first else {
      throw Misuse("promql needs to be told what to do: \(list)", command: .promql)
    }
    if let action = Action(rawValue: name) { return action }
    let near = EditDistance.nearest(to: name, among: Action.allCases.map(\.rawValue))
    throw Misuse(
      "'\(DisplayWidth.printable(name))' is nothing that promql does"
        + (near.map { "; did you mean '\($0)'?" } ?? ": it does \(list)"),
      command: .promql
    )
  }

  private static func target(of invocation: Invocation) throws(Misuse) -> PromQLOptions {
    switch invocation.value(of: .target) {
    case nil, "portable": return .portable
    case "2.42":
      let version = PromQLVersion(2, 42)
      return PromQLOptions(oldest: version, newest: version, features: [])
    case "3": return .current
    case "everything": return .everything
    case let text?:
      throw Misuse(
        "'--target \(text)' is not portable, 2.42, 3 or everything",
        command: .promql
      )
    }
  }
}

// Writing what was found.
extension PromQLCommand {
  /// One line of JSON for each expression, in the order given. Returns whether none has an error.
  private func writeLines(
    of list: ExpressionList,
    in context: PromQLVerdict.Context,
    to output: inout Output
  ) -> Bool {
    let lines = Workers.map(list.places, jobs: Workers.processors) {
      place -> (isSound: Bool, bytes: [UInt8]) in
      let verdict = PromQLVerdict(list.bytes(of: place), in: context)
      return (verdict.errors.isEmpty, Array(verdict.line(number: place.number).utf8))
    }
    for line in lines {
      output.write(line.bytes)
      output.write([UInt8(ascii: "\n")])
    }
    return lines.allSatisfy(\.isSound)
  }

  /// Text for people, and diagnostics. Returns whether no expression has an error.
  private func writeText(
    of list: ExpressionList,
    in context: PromQLVerdict.Context,
    to output: inout Output
  ) -> Bool {
    let verdicts = Workers.map(list.places, jobs: Workers.processors) { place in
      let verdict = PromQLVerdict(list.bytes(of: place), in: context)
      // What misleads is said by check alone: who asks for a tree wants the tree.
      let isLinted = action == .check || !verdict.errors.isEmpty
      return (
        type: verdict.type,
        text: Array(text(of: verdict, isAlone: list.places.count == 1).utf8),
        diagnostics: isLinted ? verdict.diagnostics(at: place) : []
      )
    }
    let problems = verdicts.flatMap(\.diagnostics)
    report(problems, of: list.files, to: &output)
    for verdict in verdicts { output.write(verdict.text) }
    guard !problems.containsErrors else { return false }
    if action == .check { output.say(Self.summary(of: verdicts.map(\.type))) }
    return true
  }

  /// - Parameter isAlone: whether it need not be said which expression this is.
  private func text(of verdict: PromQLVerdict, isAlone: Bool) -> String {
    guard verdict.errors.isEmpty, let expression = verdict.expression else { return "" }
    switch action {
    case .check: return ""
    case .format: return expression.prettified() + "\n"
    case .tree: return expression.outline
    case .labels: return (isAlone ? "" : expression.text + "\n") + (verdict.labels?.text ?? "")
    }
  }

  /// `checked 3 expressions: 2 vectors, 1 scalar, no errors`
  private static func summary(of types: [PromQLType?]) -> String {
    let nouns: [(PromQLType, one: String, many: String)] = [
      (.vector, "vector", "vectors"), (.matrix, "range vector", "range vectors"),
      (.scalar, "scalar", "scalars"), (.string, "string", "strings"),
    ]
    let counts = nouns.compactMap { type, one, many -> String? in
      let count = types.count { $0 == type }
      return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    return "checked \(types.count.counted("expression")): "
      + (counts + ["no errors"]).joined(separator: ", ")
  }
}
