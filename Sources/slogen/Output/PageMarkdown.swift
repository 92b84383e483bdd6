import SLODSL

/// All pages of diagnostic codes as one document: `docs/DIAGNOSTICS.md`.
enum PageMarkdown {
  static var text: String {
    var text = """
      # Diagnostics

      Every kind of diagnostic has a code that never changes its meaning. `slogen explain SLO2003`
      prints one of these pages. They are written by `slogen explain --markdown`, and every example
      is compiled by a test: the wrong one yields exactly its code, the right one nothing.

      """
    for family in DiagnosticPage.families { text += overview(of: family) }
    for family in DiagnosticPage.families {
      text += "\n## \(heading(family))\n"
      for page in family.pages { text += section(page) }
    }
    return text
  }

  private static func overview(of family: DiagnosticPage.Family) -> String {
    let rows = family.pages.map { page in
      let code = page.code.rawValue
      return "| [\(code)](#\(anchor(page))) | \(page.title) | \(page.severity) |\n"
    }
    return "\n**\(heading(family))**\n\n| code | about | severity |\n|---|---|---|\n"
      + rows.joined()
  }

  /// The family's title as a sentence begins.
  private static func heading(_ family: DiagnosticPage.Family) -> String {
    family.title.prefix(1).uppercased() + family.title.dropFirst()
  }

  /// What GitHub makes of the page's heading.
  private static func anchor(_ page: DiagnosticPage) -> String {
    var anchor = page.code.rawValue.lowercased() + "-"
    for character in page.title.lowercased() {
      if character == " " { anchor += "-" }
      if character.isLetter || character.isNumber || "-_".contains(character) {
        anchor.append(character)
      }
    }
    return anchor
  }

  private static func section(_ page: DiagnosticPage) -> String {
    var text = "\n### \(page.code.rawValue): \(page.title)\n\n"
    if page.severity != .error { text += "A \(page.severity). " }
    text += TextWrapping.paragraphs(of: page.what).joined(separator: "\n\n") + "\n\n"
    text += TextWrapping.paragraphs(of: page.why).joined(separator: "\n\n") + "\n"
    for catalog in page.catalogs {
      text += "\nThe metrics of the examples:\n" + block(catalog, "slo")
    }
    if let wrong = page.wrong {
      text += "\n\(wrong.heading("Wrong")):\n" + block(wrong.text, wrong.fence)
      let examined = ExaminedExample(wrong, name: "wrong")
      let renderer = DiagnosticRenderer(files: examined.files, style: .plain)
      let rendered = examined.diagnostics.map { renderer.render($0) }.joined(separator: "\n")
      if !rendered.isEmpty { text += block(rendered, "text") }
    }
    if let right = page.right {
      text += "\n\(right.heading("Right")):\n" + block(right.text, right.fence)
    }
    return text
  }

  private static func block(_ text: String, _ language: String) -> String {
    "\n```\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")```\n"
  }
}
