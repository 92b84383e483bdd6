/// Draws diagnostics for people: the sentence, the place, the line with carets, what to do.
///
/// ```
/// error[SLO2017]: 300ms is not a bucket of http_request_duration_seconds
///   --> specs/checkout.slo:19:24
///    |
/// 19 |         good: value <= 300ms
///    |                        ^^^^^ nearest buckets: 250ms, 500ms
/// ```
///
/// The text depends on nothing but the diagnostics, the files and the width that is given: not on a
/// locale. Its length is bounded whatever the files hold.
package struct DiagnosticRenderer: Sendable {
  package enum Style: Hashable, Sendable {
    case plain
    /// With ANSI escape sequences for colours.
    case colour
  }

  /// Diagnostics drawn of one run; the others are counted.
  package static let diagnosticLimit = 200

  let files: [FileID: SourceFile]
  let style: Style
  /// Columns of the terminal; nil where lines may be of any length.
  let width: Int?

  /// - Parameter files: every file that a range of the diagnostics may lie in.
  package init(files: [SourceFile], style: Style, width: Int? = nil) {
    self.files = Dictionary(files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.style = style
    self.width = width
  }

  /// All diagnostics in the order given, and a line that counts them; empty when there are none.
  ///
  /// When there are too many, errors go before all others.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    if diagnostics.isEmpty { return "" }
    var page = Page(self)
    for diagnostic in chosen(from: diagnostics) {
      page.draw(diagnostic)
      page.endLine()
    }
    let hidden = diagnostics.count - Self.diagnosticLimit
    if hidden > 0 {
      page.write("… and \(hidden) more")
      page.endLine()
    }
    page.write(Self.summary(of: diagnostics))
    page.endLine()
    return page.text
  }

  /// One diagnostic without a count.
  package func render(_ diagnostic: Diagnostic) -> String {
    var page = Page(self)
    page.draw(diagnostic)
    return page.text
  }

  /// `2 errors, 1 warning`; what there is none of is left out.
  package static func summary(of diagnostics: [Diagnostic]) -> String {
    [(Severity.error, "error"), (.warning, "warning"), (.note, "note")]
      .compactMap { severity, noun in
        let count = diagnostics.count { $0.severity == severity }
        return count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
      }
      .joined(separator: ", ")
  }

  private func chosen(from diagnostics: [Diagnostic]) -> ArraySlice<Diagnostic> {
    guard diagnostics.count > Self.diagnosticLimit else { return diagnostics[...] }
    let errors = diagnostics.filter { $0.severity == .error }
    let others = diagnostics.filter { $0.severity != .error }
    return (errors + others).prefix(Self.diagnosticLimit)
  }
}
