/// Something that a correct expression says and its author hardly meant.
///
/// Places are bytes of the expression's text; whoever knows where the text stands turns a finding
/// into a `Diagnostic`.
package struct PromQLFinding: Hashable, Sendable {
  /// One replacement of bytes by text.
  package struct Edit: Hashable, Sendable {
    package let range: Range<Int>
    package let replacement: String

    package init(_ range: Range<Int>, _ replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  /// Edits that mend it, applied together.
  package struct Fix: Hashable, Sendable {
    /// An imperative.
    package let title: String
    package let edits: [Edit]
    package let safety: FixIt.Safety

    package init(_ title: String, _ edits: [Edit], safety: FixIt.Safety = .review) {
      self.title = title
      self.edits = edits
      self.safety = safety
    }
  }

  package let code: DiagnosticCode
  package let severity: Severity
  package let range: Range<Int>
  /// A lower-case sentence without a full stop.
  package let message: String
  package let notes: [String]
  package let help: [String]
  package let fix: Fix?

  package init(
    _ code: DiagnosticCode,
    _ message: String,
    at range: Range<Int>,
    severity: Severity? = nil,
    notes: [String] = [],
    help: [String] = [],
    fix: Fix? = nil
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.range = range
    self.message = message
    self.notes = notes
    self.help = help
    self.fix = fix
  }
}
