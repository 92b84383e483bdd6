/// Two texts compared line by line, for people.
package enum LineDifference {
  /// Lines that went (`-`), came (`+`) and stayed around them, at most `limit` lines.
  ///
  /// The standard library's difference is quadratic in the number of changes, so very long texts
  /// show only where they begin to differ.
  package static func between(_ old: String, _ new: String, limit: Int = 60) -> String {
    let oldLines = lines(old)
    let newLines = lines(new)
    guard oldLines.count + newLines.count < 4000 else { return firstChange(oldLines, newLines) }
    let changes = newLines.difference(from: oldLines)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var marked: [(mark: String, text: String)] = []
    var (i, j) = (0, 0)
    while i < oldLines.count || j < newLines.count {
      if removed.contains(i) {
        marked.append(("-", oldLines[i]))
        i += 1
      } else if inserted.contains(j) {
        marked.append(("+", newLines[j]))
        j += 1
      } else {
        marked.append((" ", i < oldLines.count ? oldLines[i] : ""))
        (i, j) = (i + 1, j + 1)
      }
    }
    return hunks(of: marked, limit: limit)
  }

  private static func lines(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func hunks(of marked: [(mark: String, text: String)], limit: Int) -> String {
    let context = 2
    var shown: [String] = []
    var previous = -1
    for index in marked.indices {
      let near = marked[max(0, index - context)...min(marked.count - 1, index + context)]
      guard near.contains(where: { $0.mark != " " }) else { continue }
      if index != previous + 1 { shown.append("  …") }
      previous = index
      shown.append(marked[index].mark + " " + marked[index].text)
      if shown.count >= limit { break }
    }
    return shown.joined(separator: "\n")
  }

  private static func firstChange(_ old: [String], _ new: [String]) -> String {
    let place = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let index = place ?? min(old.count, new.count)
    let before = index < old.count ? old[index] : "(nothing)"
    let after = index < new.count ? new[index] : "(nothing)"
    return "line \(index + 1):\n- \(before)\n+ \(after)"
  }
}
