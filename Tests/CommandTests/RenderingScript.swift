import SLODSL

/// Diagnostics written as directives in front of the source that they are about.
///
/// ```
/// //! width 60
/// //! error SLO2001 4:3-4:8 the message
/// //! label a few words
/// //! related other 1:1-1:6 in the other file
/// //! note a note
/// //! help some help
/// //! fix 4:3-4:8 250ms
/// ```
///
/// Places are lines and bytes from 1 in the source behind the directives. `label` and what follows
/// belong to the diagnostic before them; `fix` lines in a row are edits of one fix-it.
struct RenderingScript {
  struct Malformed: Error {
    let line: String
  }

  let files: [SourceFile]
  private(set) var diagnostics: [Diagnostic] = []
  /// Columns of the terminal: `//! width 60`.
  private(set) var width: Int?

  private static let other = """
    /// A catalog beside the spec.
    metric http_request_duration_seconds: Histogram<Seconds> {
      buckets: 100ms, 250ms, 500ms
    }
    """

  init(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    var directives: [String] = []
    while rest.starts(with: "//! ".utf8) {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      directives.append(String(decoding: line.dropFirst(4), as: UTF8.self))
      rest = rest.dropFirst(line.count + 1)
    }
    files = [
      SourceFile(id: FileID(0), path: "specs/checkout.slo", bytes: Array(rest)),
      SourceFile(id: FileID(1), path: "specs/catalog/http.slo", bytes: Array(Self.other.utf8)),
    ]
    for directive in directives { try apply(directive) }
  }

  private mutating func apply(_ directive: String) throws {
    var words = directive.split(separator: " ", omittingEmptySubsequences: false)[...]
    let keyword = words.popFirst() ?? ""
    switch keyword {
    case "error", "warning", "remark":
      guard let code = words.popFirst().flatMap({ DiagnosticCode(rawValue: String($0)) })
      else { throw Malformed(line: directive) }
      let severity: Severity =
        keyword == "error" ? .error : keyword == "warning" ? .warning : .note
      let range = words.first == "nowhere" ? nil : try place(&words, directive)
      if range == nil { words.removeFirst() }
      diagnostics.append(
        Diagnostic(code, words.joined(separator: " "), at: range, severity: severity)
      )
    case "width": width = words.first.flatMap { Int($0) }
    case "label": try amend { .init($0, label: words.joined(separator: " ")) }
    case "note": try amend { .init($0, note: words.joined(separator: " ")) }
    case "help": try amend { .init($0, help: words.joined(separator: " ")) }
    case "related":
      let range = try place(&words, directive)
      try amend { .init($0, related: .init(words.joined(separator: " "), at: range)) }
    case "fix":
      let range = try place(&words, directive)
      let text = words.joined(separator: " ").replacing("\\n", with: "\n")
      try amend { .init($0, edit: .init(range: range, replacement: text)) }
    default: throw Malformed(line: directive)
    }
  }

  private mutating func amend(_ change: (Diagnostic) -> Diagnostic) throws {
    guard let last = diagnostics.popLast() else { throw Malformed(line: "nothing to amend") }
    diagnostics.append(change(last))
  }

  /// Reads `3:5-3:9` or `other 3:5-3:9`.
  private func place(
    _ words: inout ArraySlice<Substring>,
    _ directive: String
  ) throws -> SourceRange {
    let isOther = words.first == "other"
    if isOther { words.removeFirst() }
    let file = files[isOther ? 1 : 0]
    let table = LineTable(file)
    let numbers = (words.popFirst() ?? "").split { $0 == ":" || $0 == "-" }.compactMap { Int($0) }
    guard numbers.count == 4 else { throw Malformed(line: directive) }
    return SourceRange(
      file: file.id,
      start: table.bytes(ofLine: numbers[0]).lowerBound + numbers[1] - 1,
      end: table.bytes(ofLine: numbers[2]).lowerBound + numbers[3] - 1
    )
  }
}

extension Diagnostic {
  /// The diagnostic with something added.
  fileprivate init(
    _ base: Diagnostic,
    label: String? = nil,
    note: String? = nil,
    help: String? = nil,
    related: Related? = nil,
    edit: FixIt.Edit? = nil
  ) {
    var fixIts = base.fixIts
    if let edit {
      let edits = (fixIts.popLast()?.edits ?? []) + [edit]
      fixIts = [FixIt("write it so", edits: edits)]
    }
    self.init(
      base.code,
      base.message,
      at: base.range,
      severity: base.severity,
      label: label ?? base.label,
      related: base.related + [related].compactMap(\.self),
      notes: base.notes + [note].compactMap(\.self),
      help: base.help + [help].compactMap(\.self),
      fixIts: fixIts
    )
  }
}
