/// What people wrote into a generated page, between the marks that are there for it.
///
/// Whoever writes the page anew places the notes in it again; those whose place is gone go to its
/// end, so that no note is ever lost.
package struct AuthorNotes: Hashable, Sendable {
  private struct Note: Hashable, Sendable {
    let name: [UInt8]
    var lines: [ArraySlice<UInt8>]

    var isBlank: Bool { lines.allSatisfy { $0.allSatisfy { $0 == 0x20 || $0 == 0x09 } } }
  }

  private static let newline = UInt8(ascii: "\n")
  private static let beginning = Array("<!-- slogen:notes ".utf8)
  private static let ending = Array(" -->".utf8)
  static let end = "<!-- slogen:notes end -->"
  private static let endLine = Array(end.utf8)
  /// Behind it stand notes whose places are gone.
  private static let misplaced = Array("<!-- slogen:notes without a place -->".utf8)

  private var notes: [Note] = []
  /// The page as it was generated.
  package let withoutNotes: [UInt8]

  static func beginning(of name: String) -> String { "<!-- slogen:notes \(name) -->" }

  /// Nil for a page whose marks are damaged: nobody can say then what is a note.
  package init?(in page: [UInt8]) {
    var generated: [ArraySlice<UInt8>] = []
    var isBehindPlaces = false
    var open: Note?
    for line in Self.lines(of: page) {
      if var note = open {
        if line.elementsEqual(Self.endLine) {
          notes.append(note)
          open = nil
          if !isBehindPlaces { generated += [[], line] }
        } else if Self.name(in: line) != nil || line.elementsEqual(Self.misplaced) {
          return nil
        } else {
          note.lines.append(line)
          open = note
        }
      } else if line.elementsEqual(Self.misplaced) {
        guard !isBehindPlaces, generated.last?.isEmpty == true else { return nil }
        isBehindPlaces = true
      } else if line.elementsEqual(Self.endLine) {
        return nil
      } else if let name = Self.name(in: line) {
        guard !notes.contains(where: { $0.name == name }) else { return nil }
        open = Note(name: name, lines: [])
        if !isBehindPlaces { generated.append(line) }
      } else if !isBehindPlaces {
        generated.append(line)
      } else if !line.isEmpty {
        return nil
      }
    }
    guard open == nil else { return nil }
    withoutNotes = Array(generated.joined(separator: [Self.newline]))
  }

  /// Whether nobody wrote anything.
  package var isEmpty: Bool { notes.allSatisfy(\.isBlank) }

  /// A page with the notes in their places, and at its end those that have none any more.
  package func placed(in page: [UInt8]) -> [UInt8] {
    var rest = notes.filter { !$0.isBlank }
    var lines: [ArraySlice<UInt8>] = []
    var isSkipping = false
    for line in Self.lines(of: page) {
      if line.elementsEqual(Self.endLine) { isSkipping = false }
      guard !isSkipping else { continue }
      lines.append(line)
      guard let name = Self.name(in: line),
        let index = rest.firstIndex(where: { $0.name == name })
      else { continue }
      lines += rest.remove(at: index).lines
      isSkipping = true
    }
    if !rest.isEmpty { lines.append(Self.misplaced[...]) }
    for note in rest {
      lines += [[], (Self.beginning + note.name + Self.ending)[...]] + note.lines
      lines.append(Self.endLine[...])
    }
    if !rest.isEmpty { lines.append([]) }
    return Array(lines.joined(separator: [Self.newline]))
  }

  private static func lines(of page: [UInt8]) -> [ArraySlice<UInt8>] {
    page.split(separator: newline, omittingEmptySubsequences: false)
  }

  /// The name in the mark at which a note begins.
  private static func name(in line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.starts(with: beginning), line.reversed().starts(with: ending.reversed()),
      line.count > beginning.count + ending.count, !line.elementsEqual(endLine),
      !line.elementsEqual(misplaced)
    else { return nil }
    return Array(line.dropFirst(beginning.count).dropLast(ending.count))
  }
}
