package import SLODSL

/// Annotations as Prometheus reads them: Go's text/template, where only `{{` means something.
///
/// Whatever an author writes comes out as written.
package struct GoTemplate {
  /// The labels of the alert's own group, by which recorded series are read.
  private let identity: [Label]
  private let dimensions: [String]
  private(set) var text = ""
  /// Whether `$s` is used and so must be set.
  private var readsSeries = false

  init(identity: [Label], dimensions: [String]) {
    self.identity = identity
    self.dimensions = dimensions
  }

  /// The template of an annotation.
  package static func text(
    of annotation: Annotation,
    identity: [Label],
    dimensions: [String]
  ) -> String {
    var template = GoTemplate(identity: identity, dimensions: dimensions)
    template.append(annotation.text)
    let head = template.readsSeries ? template.scope : ""
    return head + template.text
  }

  // MARK: Pieces

  private mutating func append(_ pieces: [AlertText]) {
    for piece in pieces { append(piece) }
  }

  private mutating func append(_ piece: AlertText) {
    switch piece {
    case .text(let literal): text += GoTemplateText.literal(literal)
    case .label(let name): text += "{{ $labels.\(name) }}"
    case .labelInURL(let name): text += "{{ $labels.\(name) | urlquery }}"
    case .ifLabel(let name, let pieces):
      text += "{{ if $labels.\(name) }}"
      append(pieces)
      text += "{{ end }}"
    case .with(let expression, let pieces, let otherwise):
      text += "{{ with \(query(expression)) }}"
      append(pieces)
      appendElse(otherwise)
      text += "{{ end }}"
    case .value(let format): text += "{{ . | first | value | \(format.function) }}"
    case .current(let format): text += "{{ $value | \(format.function) }}"
    case .choice(let label, let cases, let otherwise):
      for (index, choice) in cases.enumerated() {
        let values = choice.values.map { " " + Self.string($0) }.joined()
        text += "{{ \(index == 0 ? "" : "else ")if eq $labels.\(label)\(values) }}"
        append(choice.text)
      }
      appendElse(otherwise)
      text += "{{ end }}"
    }
  }

  private mutating func appendElse(_ pieces: [AlertText]) {
    guard !pieces.isEmpty else { return }
    text += "{{ else }}"
    append(pieces)
  }

  // MARK: Queries

  /// Sets `$s` to the matchers of the alert's own group; `%q` quotes its values for PromQL.
  private var scope: String {
    let constants = identity.map {
      LabelMatcher($0.name, .equal, $0.value)
    }
    let printed = PromQLExpression.selector(VectorSelector(name: nil, matchers: constants))
      .writtenLine
    guard !dimensions.isEmpty else {
      return "{{ $s := \(Self.string(printed)) -}}\n"
    }
    let format =
      Self.formatEscaped(String(printed.dropLast()))
      + dimensions.map { "," + $0 + "=%q" }.joined() + "}"
    let values = dimensions.map { " $labels." + $0 }.joined()
    return "{{ $s := printf \(Self.string(format))\(values) -}}\n"
  }

  /// The query of an action: `printf "a%[1]s / b%[1]s" $s | query`.
  private mutating func query(_ expression: PromQLExpression) -> String {
    guard expression.readsSeries else { return Self.string(expression.writtenLine) + " | query" }
    readsSeries = true
    let marker = LabelMatcher("slo_scope", .equal, "")
    let marked = expression.rewritten { selector in
      var selector = selector
      selector.matchers = [marker]
      return selector
    }
    let format = Self.formatEscaped(marked.writtenLine)
      .withEvery("{slo_scope=\"\"}", replacedBy: "%[1]s")
    return "printf \(Self.string(format)) $s | query"
  }

  // MARK: Escaping

  /// A string literal inside an action.
  private static func string(_ text: String) -> String {
    PromQLExpression.string(text).writtenLine
  }

  /// Text that `printf` prints as it is.
  private static func formatEscaped(_ text: String) -> String {
    text.withEvery("%", replacedBy: "%%")
  }
}

extension PromQLExpression {
  /// Whether it selects anything, and is no mere arithmetic of numbers and the time.
  fileprivate var readsSeries: Bool {
    var reads = false
    _ = rewritten { selector in
      reads = true
      return selector
    }
    return reads
  }
}

extension AlertText.Format {
  fileprivate var function: String {
    switch self {
    case .oneDecimal: "printf \"%.1f\""
    case .count: "humanize"
    case .binaryCount: "humanize1024"
    case .percentage: "humanizePercentage"
    case .duration: "humanizeDuration"
    case .wholeNumber: "printf \"%.0f\""
    }
  }
}
