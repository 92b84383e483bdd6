import SLODSL

/// Pages of diagnostic codes as a terminal shows them.
struct PageText {
  /// Columns of a page where nothing narrower is known.
  static let usualWidth = 88

  private(set) var text = ""
  private let style: DiagnosticRenderer.Style
  private let width: Int

  init(style: DiagnosticRenderer.Style, width: Int) {
    self.style = style
    self.width = width
  }

  /// Every code with its title.
  mutating func writeOverview() {
    for family in DiagnosticPage.families {
      writeHeading(family.title)
      for page in family.pages {
        let weight = page.severity == .error ? "" : " (\(page.severity))"
        text += "  " + painted(page.code.rawValue, page.severity) + "  \(page.title)\(weight)\n"
      }
      text += "\n"
    }
    text += "'slogen explain SLO2003' explains one of them.\n"
  }

  mutating func write(_ page: DiagnosticPage, isFirst: Bool) {
    if !isFirst { text += "\n\n" }
    let head = painted("\(page.severity)[\(page.code.rawValue)]", page.severity)
    text += head + bold(": \(page.title)") + "\n\n"
    write(prose: page.what)
    writeHeading("Why it matters")
    text += "\n"
    write(prose: page.why)
    for catalog in page.catalogs {
      writeHeading("The metrics of the examples")
      writeBlock(catalog)
    }
    if let wrong = page.wrong {
      writeHeading(wrong.heading("Wrong"))
      writeBlock(wrong.text)
      let examined = ExaminedExample(wrong, name: "wrong")
      let renderer = DiagnosticRenderer(files: examined.files, style: style, width: width - 4)
      for diagnostic in examined.diagnostics { writeBlock(renderer.render(diagnostic)) }
    }
    if let right = page.right {
      writeHeading(right.heading("Right"))
      writeBlock(right.text, isLast: true)
    }
  }

  private mutating func writeHeading(_ title: String) {
    text += bold(title) + "\n"
  }

  private mutating func write(prose: String) {
    for paragraph in TextWrapping.paragraphs(of: prose) {
      for line in TextWrapping.lines(of: paragraph, width: width) { text += line + "\n" }
      text += "\n"
    }
  }

  /// Lines that keep their form, indented; an empty line in front and behind.
  private mutating func writeBlock(_ block: String, isLast: Bool = false) {
    if !text.hasSuffix("\n\n") { text += "\n" }
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.last == "" ? lines.dropLast() : lines[...] {
      text += line.isEmpty ? "\n" : "    \(line)\n"
    }
    if !isLast { text += "\n" }
  }

  private func bold(_ text: String) -> String { style.painting(text, "1") }

  private func painted(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: style.painting(text, "1;31")
    case .warning: style.painting(text, "1;33")
    case .note: style.painting(text, "1;36")
    }
  }
}

extension DiagnosticRenderer.Style {
  /// Text between an ANSI escape sequence and its end, where there is colour.
  func painting(_ text: String, _ code: String) -> String {
    self == .colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
