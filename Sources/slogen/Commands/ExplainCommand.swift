import Codegen
import SLODSL

/// `slogen explain`: the pages of diagnostic codes, the numbers of an SLO, the project's settings.
struct ExplainCommand {
  private let codes: [DiagnosticCode]
  /// `service/slo`, or `project`.
  private let subjects: [String]
  private let settings: CompileSettings
  private let isMarkdown: Bool
  private let colour: Terminal.ColourChoice

  init(_ invocation: Invocation) throws(Misuse) {
    var codes: [DiagnosticCode] = []
    var subjects: [String] = []
    for operand in invocation.operands {
      if operand.contains("/") || operand == "project" {
        subjects.append(operand)
      } else {
        codes.append(try Self.code(operand))
      }
    }
    self.codes = codes
    self.subjects = subjects
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
    isMarkdown = invocation.has(.markdown)
    colour = try CompileSettings.colour(of: invocation)
    if isMarkdown, !invocation.operands.isEmpty {
      throw Misuse("--markdown writes all pages; name no code", command: .explain)
    }
  }

  func run(_ output: inout Output) -> ExitCode {
    if isMarkdown {
      output.show(PageMarkdown.text)
      return .fine
    }
    let style = Terminal.style(colour, on: .output)
    // Long lines are hard to read on any terminal.
    let width = min(Terminal.width(of: .output) ?? PageText.usualWidth, PageText.usualWidth)
    var text = PageText(style: style, width: width)
    if codes.isEmpty, subjects.isEmpty { text.writeOverview() }
    for (index, code) in codes.enumerated() { text.write(code.page, isFirst: index == 0) }
    output.show(text.text)
    return subjects.isEmpty ? .fine : explainSubjects(&output, style: style, width: width)
  }

  /// SLOs and the project, from compiled specs.
  private func explainSubjects(
    _ output: inout Output,
    style: DiagnosticRenderer.Style,
    width: Int
  ) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: colour)
      return .problems
    }
    var text = ExplanationText(files: specs.files.map(\.file), style: style, width: width)
    var code = ExitCode.fine
    for subject in subjects {
      if subject == "project" {
        text.write(title: "project", summary: "", origin: nil)
        for section in ProjectExplanation.sections(of: model) { text.write(section) }
        continue
      }
      let slo: ServiceLevelObjective
      do throws(UnknownObjective) {
        slo = try model.objective(named: subject)
      } catch {
        output.report("slogen: \(error.message)\n")
        code = .problems
        continue
      }
      text.write(title: subject, summary: slo.summary, origin: slo.origin)
      for section in ObjectiveExplanation.sections(of: slo, in: model.project) {
        text.write(section)
      }
    }
    output.show(text.text)
    return code
  }

  /// `SLO2003`, `slo2003` or `2003`.
  private static func code(_ operand: String) throws(Misuse) -> DiagnosticCode {
    let upper = operand.uppercased()
    let text = upper.hasPrefix("SLO") ? upper : "SLO" + upper
    if let code = DiagnosticCode(rawValue: text) { return code }
    let isNumbered = text.dropFirst(3).utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isNumbered, text.utf8.count == 7 else {
      throw Misuse(
        "'\(DisplayWidth.printable(operand))' is no diagnostic code such as SLO2003; "
          + "'slogen explain' lists them",
        command: .explain
      )
    }
    // Those of the same subject are more likely meant than one with a digit exchanged.
    let codes = DiagnosticCode.allCases.map(\.rawValue).sorted()
    let near = [5, 4].lazy.map { length in codes.filter { $0.prefix(length) == text.prefix(length) }
    }
    .first { !$0.isEmpty }
    let suggestion =
      switch (near?.first, near?.last) {
      case (let first?, let last?) where first != last: "; there are \(first) to \(last)"
      case (let only?, _): "; there is \(only)"
      default: "; 'slogen explain' lists them"
      }
    throw Misuse("no diagnostic has the code \(text)\(suggestion)", command: .explain)
  }
}
