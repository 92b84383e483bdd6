/// Where two texts part, in the unified format: one hunk, cut short.
enum LineDiff {
  private static let contextLines = 2
  private static let linesOfASide = 8

  /// The first lines that differ, with a few around them; empty for equal texts.
  static func hunk(old: [UInt8], new: [UInt8]) -> [String] {
    let old = lines(of: old)
    let new = lines(of: new)
    let shared = zip(old, new).prefix { $0 == $1 }.count
    if shared == old.count, shared == new.count { return [] }
    let tail = zip(old.dropFirst(shared).reversed(), new.dropFirst(shared).reversed())
      .prefix { $0 == $1 }.count

    let removed = old[shared..<(old.count - tail)]
    let added = new[shared..<(new.count - tail)]
    let before = old[max(0, shared - contextLines)..<shared]
    let after = old[(old.count - tail)...].prefix(contextLines)
    let isCut = removed.count > linesOfASide || added.count > linesOfASide
    let start = before.startIndex + 1
    let context = before.count + (isCut ? 0 : after.count)
    var hunk = [
      "@@ -\(start),\(context + removed.count) +\(start),\(context + added.count) @@"
    ]
    hunk += before.map { text(of: $0, marked: " ") }
    hunk += side(removed, marked: "-")
    hunk += side(added, marked: "+")
    if !isCut { hunk += after.map { text(of: $0, marked: " ") } }
    return hunk
  }

  private static func side(_ lines: ArraySlice<ArraySlice<UInt8>>, marked mark: String)
    -> [String]
  {
    let shown = lines.prefix(linesOfASide).map { text(of: $0, marked: mark) }
    let hidden = lines.count - shown.count
    return shown + (hidden > 0 ? ["\(mark)… \(hidden) more lines"] : [])
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func text(of line: ArraySlice<UInt8>, marked mark: String) -> String {
    let isCut = line.count > 200
    return mark + String(decoding: line.prefix(200), as: UTF8.self) + (isCut ? "…" : "")
  }
}
