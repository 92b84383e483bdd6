import SLODSL

/// `slogen explain`: the pages of diagnostic codes.
struct ExplainCommand {
  private let codes: [DiagnosticCode]
  private let isMarkdown: Bool
  private let colour: Terminal.ColourChoice

  init(_ invocation: Invocation) throws(Misuse) {
    var codes: [DiagnosticCode] = []
    for operand in invocation.operands { codes.append(try Self.code(operand)) }
    self.codes = codes
    isMarkdown = invocation.has(.markdown)
    colour = try CompileSettings.colour(of: invocation)
    if isMarkdown, !codes.isEmpty {
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
    if codes.isEmpty { text.writeOverview() }
    for (index, code) in codes.enumerated() { text.write(code.page, isFirst: index == 0) }
    output.show(text.text)
    return .fine
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
