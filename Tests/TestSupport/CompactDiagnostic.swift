package import SLODSL

extension Diagnostic {
  /// Text for goldens: `4:3-4:9 SLO0001 error: message`, and a line for each label, note and edit.
  ///
  /// Places in another file than the given one are shown by their offsets.
  package func compact(_ lines: LineTable, file: FileID) -> String {
    var parts = ["\(place(range, lines, file)) \(code.rawValue) \(severity): \(message)"]
    if let label { parts.append("label: \(label)") }
    parts += related.map { "at \(place($0.range, lines, file)): \($0.text)" }
    parts += notes.map { "note: \($0)" }
    parts += help.map { "help: \($0)" }
    parts += fixIts.map { fixIt in
      let edits = fixIt.edits.map { edit in
        "{\(place(edit.range, lines, file)) \(String(reflecting: edit.replacement))}"
      }
      let mark = fixIt.safety == .safe ? "fix" : "fix (review)"
      return "\(mark): \(fixIt.title) \(edits.joined(separator: " "))"
    }
    return parts.joined(separator: "\n  | ") + "\n"
  }

  private func place(_ range: SourceRange?, _ lines: LineTable, _ file: FileID) -> String {
    guard let range else { return "-" }
    guard range.file == file else { return "file \(range.file.index) \(range.start)-\(range.end)" }
    let start = lines.position(of: range.start)
    let end = lines.position(of: range.end)
    return "\(start.line):\(start.column)-\(end.line):\(end.column)"
  }
}

extension [Diagnostic] {
  /// Every diagnostic of a file in the compact form, one after the other.
  package func compact(in file: SourceFile) -> String {
    let lines = LineTable(file)
    return map { $0.compact(lines, file: file.id) }.joined()
  }
}
