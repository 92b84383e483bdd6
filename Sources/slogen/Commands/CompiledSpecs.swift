import Codegen
import SLODSL

/// Specs compiled as far as they go.
struct CompiledSpecs {
  private let format: ReportFormat
  let files: [SpecSyntax]
  /// Nil when anything has an error.
  let model: Model?
  /// Empty when anything has an error, and when nobody asked for them.
  let artifacts: [Artifact]
  let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - generates: whether files are built too, which takes most of the time.
  ///   - plansRules: whether rules are planned where no files are built, to see what would keep
  ///     them from being written.
  ///   - texts: what files hold by path, in place of what is on disk.
  init(
    _ settings: CompileSettings,
    generates: Bool,
    plansRules: Bool = false,
    replacing texts: [String: [UInt8]] = [:]
  ) {
    let specs = SpecLoader.load(settings.specs, jobs: settings.jobs, replacing: texts)
    files = specs.files
    format = settings.format
    if specs.files.isEmpty {
      model = nil
      artifacts = []
      diagnostics = specs.diagnostics
      return
    }
    // What cannot be read would be reported a second time, as names that are not known.
    if specs.diagnostics.containsErrors {
      model = nil
      artifacts = []
      diagnostics = (specs.diagnostics + specs.files.flatMap(\.diagnostics)).ordered
      return
    }
    let compilation = Compilation.compile(specs.files, inputs: settings.inputs)
    let generation = generates ? compilation.model.map(Generation.generate) : nil
    let planned = plansRules ? compilation.model.map(Generation.problems) : nil
    diagnostics =
      (specs.diagnostics + compilation.diagnostics + (generation?.diagnostics ?? planned ?? []))
      .ordered
    let isSound = !diagnostics.containsErrors
    model = isSound ? compilation.model : nil
    artifacts = isSound ? generation?.artifacts ?? [] : []
  }

  /// Where more is to be read about errors; empty without any.
  private static func pointer(to diagnostics: [Diagnostic]) -> String {
    var codes: [String] = []
    for diagnostic in diagnostics where diagnostic.severity == .error {
      let code = diagnostic.code.rawValue
      if !codes.contains(code) { codes.append(code) }
      if codes.count == 3 { break }
    }
    return codes.isEmpty ? "" : "more: slogen explain \(codes.joined(separator: " "))\n"
  }

  /// Writes the diagnostics, and others that came up later, in the format that was asked for.
  ///
  /// A document for programs has standard output to itself: what is said afterwards goes to
  /// standard error.
  func report(
    and others: [Diagnostic] = [],
    to output: inout Output,
    colour: Terminal.ColourChoice
  ) {
    let all = diagnostics + others
    let files = files.map(\.file)
    switch format {
    case .text:
      let renderer = DiagnosticRenderer(
        files: files,
        style: Terminal.style(colour),
        width: Terminal.width(of: .error)
      )
      output.report(renderer.render(all) + Self.pointer(to: all))
    case .github: output.show(WorkflowCommands.text(all, in: files))
    case .json: output.write(document: JSONWriter.document(DiagnosticDocument.json(all, in: files)))
    case .sarif:
      let log = SARIFLog(all, in: files, version: CommandLineTool.version)
      output.write(document: JSONWriter.document(log.json))
    }
  }
}
