/// Fix-its of a run that can be applied together.
///
/// Of each diagnostic at most one is chosen, in the order of the places, and none that touches what
/// another one changes: it is offered again when the files have been read anew.
package struct FixItSelection: Sendable {
  /// A fix-it and what it mends.
  package struct Choice: Hashable, Sendable {
    package let diagnostic: Diagnostic
    package let fixIt: FixIt
  }

  package private(set) var choices: [Choice] = []
  /// All edits, in the order of their places.
  private var edits: [FixIt.Edit] = []

  /// - Parameters:
  ///   - includesReview: whether edits are chosen that change the meaning, too.
  ///   - files: those that may be edited.
  package init(from diagnostics: [Diagnostic], includesReview: Bool, in files: [SourceFile]) {
    let sizes = Dictionary(files.map { ($0.id, $0.bytes.count) }) { first, _ in first }
    for diagnostic in diagnostics.ordered {
      let candidate = diagnostic.fixIts.first { fixIt in
        (includesReview || fixIt.safety == .safe) && fits(fixIt, in: sizes)
      }
      guard let candidate else { continue }
      choices.append(Choice(diagnostic: diagnostic, fixIt: candidate))
      for edit in candidate.edits { insert(edit) }
    }
  }

  /// The bytes of a file once its edits are applied.
  package func applied(to file: SourceFile) -> [UInt8] {
    var bytes: [UInt8] = []
    var read = 0
    for edit in edits where edit.range.file == file.id {
      bytes += file.bytes[read..<Int(edit.range.start)]
      bytes += edit.replacement.utf8
      read = Int(edit.range.end)
    }
    return bytes + file.bytes[read...]
  }

  /// Whether all edits lie in files that may be edited, apart from each other and from the chosen.
  private func fits(_ fixIt: FixIt, in sizes: [FileID: Int]) -> Bool {
    guard !fixIt.edits.isEmpty else { return false }
    let own = fixIt.edits.sorted { $0.range < $1.range }
    for (one, next) in zip(own, own.dropFirst()) where Self.meet(one.range, next.range) {
      return false
    }
    return own.allSatisfy { edit in
      guard let size = sizes[edit.range.file], Int(edit.range.end) <= size else { return false }
      let place = firstEdit(notBefore: edit.range)
      let neighbours = edits[max(0, place - 1)..<min(edits.count, place + 1)]
      return !neighbours.contains { Self.meet($0.range, edit.range) }
    }
  }

  private mutating func insert(_ edit: FixIt.Edit) {
    edits.insert(edit, at: firstEdit(notBefore: edit.range))
  }

  /// By halving: a file may have thousands.
  private func firstEdit(notBefore range: SourceRange) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range < range { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether the order of two edits would matter: they share bytes, or one inserts where the other
  /// begins or ends.
  private static func meet(_ one: SourceRange, _ other: SourceRange) -> Bool {
    guard one.file == other.file else { return false }
    if one.start == one.end || other.start == other.end {
      return one.start <= other.end && other.start <= one.end
    }
    return one.start < other.end && other.start < one.end
  }
}
