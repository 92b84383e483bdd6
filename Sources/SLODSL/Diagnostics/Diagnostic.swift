/// How much a diagnostic weighs.
package enum Severity: UInt8, Comparable, Hashable, Sendable {
  /// Something that the author may like to know; nothing is wrong.
  case note
  /// The output is written; a reviewer should look.
  case warning
  /// Nothing is written.
  case error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// One thing to tell the author: data here, drawn elsewhere.
///
/// The message is a lower-case sentence without a full stop that names what was found and what was
/// expected; the label stands behind the carets; notes teach; help says what to do.
package struct Diagnostic: Hashable, Sendable {
  /// Another place that plays a part, possibly in another file.
  package struct Related: Hashable, Sendable {
    package let range: SourceRange
    package let text: String

    package init(_ text: String, at range: SourceRange) {
      self.range = range
      self.text = text
    }
  }

  package let code: DiagnosticCode
  package let severity: Severity
  package let message: String
  /// Where; absent only for what has no place in a file (a missing file, the command line).
  package let range: SourceRange?
  /// A few words behind the carets.
  package let label: String?
  package let related: [Related]
  package let notes: [String]
  package let help: [String]
  package let fixIts: [FixIt]

  package init(
    _ code: DiagnosticCode,
    _ message: String,
    at range: SourceRange?,
    severity: Severity? = nil,
    label: String? = nil,
    related: [Related] = [],
    notes: [String] = [],
    help: [String] = [],
    fixIts: [FixIt] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.range = range
    self.label = label
    self.related = related
    self.notes = notes
    self.help = help
    self.fixIts = fixIts
  }
}

extension Diagnostic {
  /// The same with other edits and other help.
  func mended(by fixIts: [FixIt], help: [String]) -> Diagnostic {
    Diagnostic(
      code,
      message,
      at: range,
      severity: severity,
      label: label,
      related: related,
      notes: notes,
      help: help,
      fixIts: fixIts
    )
  }
}

extension [Diagnostic] {
  package var containsErrors: Bool { contains { $0.severity == .error } }

  /// In the order of files and places; what has no place comes first.
  ///
  /// A template that is used twice is checked twice: what is said once about a place is not
  /// repeated for every way of getting there.
  package var ordered: [Diagnostic] {
    var seen: Set<Key> = []
    return filter { seen.insert(Key($0)).inserted }
      .enumerated()
      .sorted { left, right in
        switch (left.element.range, right.element.range) {
        case (let one?, let other?) where one != other: one < other
        case (nil, _?): true
        case (_?, nil): false
        default: left.offset < right.offset
        }
      }
      .map(\.element)
  }
}

/// What makes two diagnostics the same for the reader.
private struct Key: Hashable {
  let code: DiagnosticCode
  let message: String
  let range: SourceRange?

  init(_ diagnostic: Diagnostic) {
    code = diagnostic.code
    message = diagnostic.message
    range = diagnostic.range
  }
}
