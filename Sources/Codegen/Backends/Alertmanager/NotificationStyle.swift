/// How a service wants text: what it takes for mark-up, and what it makes of lines.
struct NotificationStyle: Hashable, Sendable {
  /// The part of the template's name that says whom it is for.
  let name: String
  /// Makes a value mean itself.
  private let escapes: [Replacement]
  /// The same between the marks of code.
  private let codeEscapes: [Replacement]
  private let strong: Marks
  private let code: Marks
  private let linkForm: LinkForm
  /// From one part of an alert to the next.
  let lineBreak: String
  /// Around a text of several lines.
  let passage: Marks

  struct Marks: Hashable, Sendable {
    let before: String
    let after: String

    init(_ before: String = "", _ after: String? = nil) {
      self.before = before
      self.after = after ?? before
    }
  }

  private struct Replacement: Hashable, Sendable {
    let pattern: String
    let text: String
  }

  private enum LinkForm: Hashable, Sendable {
    /// `Runbook: https://…`
    case plain
    /// `<https://…|Runbook>`
    case slack
    /// `[Runbook](https://…)`
    case markdown
    case html
  }

  /// The template of an incident's matchers, which all styles share that change nothing in code.
  var matchersName: String {
    codeEscapes.isEmpty ? "slogen.matchers" : "slogen.\(name).matchers"
  }

  // MARK: Parts

  func text(_ value: GoTemplateExpression) -> GoTemplateTree {
    .value(escapes.reduce(value) { $0.replacing($1.pattern, with: $1.text) })
  }

  func strong(_ trees: [GoTemplateTree]) -> [GoTemplateTree] {
    [.text(strong.before)] + trees + [.text(strong.after)]
  }

  func code(_ trees: [GoTemplateTree]) -> [GoTemplateTree] {
    [.text(code.before)] + trees + [.text(code.after)]
  }

  func codeText(_ value: GoTemplateExpression) -> GoTemplateTree {
    .value(codeEscapes.reduce(value) { $0.replacing($1.pattern, with: $1.text) })
  }

  func link(_ title: String, to url: GoTemplateExpression) -> [GoTemplateTree] {
    switch linkForm {
    case .plain: [.text(title + ": "), .value(url)]
    case .slack: ["<", text(url), .text("|\(title)>")]
    // A parenthesis would end the address.
    case .markdown: [.text("[\(title)]("), .value(url.replacing("[)]", with: "%29")), ")"]
    case .html: ["<a href=\"", .value(url), .text("\">\(title)</a>")]
    }
  }

  // MARK: Styles

  static let plain = NotificationStyle(
    name: "text",
    escapes: [],
    codeEscapes: [],
    strong: Marks(),
    code: Marks(),
    linkForm: .plain,
    lineBreak: "\n",
    passage: Marks()
  )

  /// Slack's mrkdwn: three characters are control characters, whatever they stand in.
  static let slack = NotificationStyle(
    name: "slack",
    escapes: slackControls,
    codeEscapes: slackControls,
    strong: Marks("*"),
    code: Marks("```"),
    linkForm: .slack,
    lineBreak: "\n",
    passage: Marks()
  )

  private static let slackControls = [
    Replacement(pattern: "&", text: "&amp;"), Replacement(pattern: "<", text: "&lt;"),
    Replacement(pattern: ">", text: "&gt;"),
  ]

  /// Discord's Markdown, which keeps lines.
  static let discord = NotificationStyle(
    name: "discord",
    escapes: [Replacement(pattern: "([\\\\*_`~|<>\\[\\]])", text: "\\$1")],
    // Three of them would end the code.
    codeEscapes: [Replacement(pattern: "```", text: "``\u{200B}`")],
    strong: Marks("**"),
    code: Marks("```\n", "\n```"),
    linkForm: .markdown,
    lineBreak: "\n",
    passage: Marks()
  )

  /// The Markdown of adaptive cards: no code, and only an empty line ends a line.
  static let teams = NotificationStyle(
    name: "teams",
    escapes: [
      Replacement(pattern: "([\\\\*\\[\\]])", text: "\\$1"),
      Replacement(pattern: "\n", text: "\n\n"),
    ],
    codeEscapes: [],
    strong: Marks("**"),
    code: Marks(),
    linkForm: .markdown,
    lineBreak: "\n\n",
    passage: Marks()
  )

  /// For html/template, which escapes by itself.
  static let html = NotificationStyle(
    name: "html",
    escapes: [],
    codeEscapes: [],
    strong: Marks("<strong>", "</strong>"),
    code: Marks("<pre>", "</pre>"),
    linkForm: .html,
    lineBreak: "<br>\n",
    passage: Marks("<span style=\"white-space: pre-line\">", "</span>")
  )
}
