/// The difference of two texts as `diff -u` writes it, so that `patch` can apply it.
enum UnifiedDiff {
  private static let contextLines = 3
  /// Lines of one side times lines of the other, beyond which no pairs are looked for.
  private static let pairLimit = 4_000_000

  private enum Step {
    case keep
    case remove
    case add
  }

  /// A step, and the lines of both sides in front of it.
  private struct Place {
    let step: Step
    let old: Int
    let new: Int
  }

  /// The whole difference under a path; empty for equal texts.
  static func text(old: [UInt8], new: [UInt8], path: String) -> String {
    if old == new { return "" }
    let old = lines(of: old)
    let new = lines(of: new)
    var text = "--- a/\(path)\n+++ b/\(path)\n"
    for hunk in hunks(of: places(old, new)) {
      let olds = hunk.count { $0.step != .add }
      let news = hunk.count { $0.step != .remove }
      let first = hunk[hunk.startIndex]
      text += "@@ -\(span(first.old, olds)) +\(span(first.new, news)) @@\n"
      for place in hunk {
        switch place.step {
        case .keep: text += line(" ", old[place.old])
        case .remove: text += line("-", old[place.old])
        case .add: text += line("+", new[place.new])
        }
      }
    }
    return text
  }

  /// Lines with their ends.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func line(_ mark: String, _ bytes: ArraySlice<UInt8>) -> String {
    mark + String(decoding: bytes, as: UTF8.self)
      + (bytes.last == UInt8(ascii: "\n") ? "" : "\n\\ No newline at end of file\n")
  }

  /// `3,7`; an empty side is named after the line in front of it.
  private static func span(_ before: Int, _ count: Int) -> String {
    count == 0 ? "\(before),0" : "\(before + 1),\(count)"
  }

  /// Every line of both sides in order, the longest common subsequence kept.
  private static func places(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Place] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    var steps = [Step](repeating: .keep, count: head)
    steps += middle(old[head..<(old.count - tail)], new[head..<(new.count - tail)])
    steps += [Step](repeating: .keep, count: tail)
    var places: [Place] = []
    var position = (old: 0, new: 0)
    for step in steps {
      places.append(Place(step: step, old: position.old, new: position.new))
      if step != .add { position.old += 1 }
      if step != .remove { position.new += 1 }
    }
    return places
  }

  private static func middle(
    _ old: ArraySlice<ArraySlice<UInt8>>,
    _ new: ArraySlice<ArraySlice<UInt8>>
  ) -> [Step] {
    let (rows, columns) = (old.count, new.count)
    guard rows > 0, columns > 0, rows * columns <= pairLimit else {
      return [Step](repeating: .remove, count: rows) + [Step](repeating: .add, count: columns)
    }
    // lengths[row][column]: of the longest common subsequence of what follows.
    var lengths = [[Int32]](
      repeating: [Int32](repeating: 0, count: columns + 1),
      count: rows + 1
    )
    for row in stride(from: rows - 1, through: 0, by: -1) {
      for column in stride(from: columns - 1, through: 0, by: -1) {
        lengths[row][column] =
          old[old.startIndex + row] == new[new.startIndex + column]
          ? lengths[row + 1][column + 1] + 1
          : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    var steps: [Step] = []
    var (row, column) = (0, 0)
    while row < rows || column < columns {
      if row < rows, column < columns,
        old[old.startIndex + row] == new[new.startIndex + column]
      {
        steps.append(.keep)
        row += 1
        column += 1
      } else if row < rows,
        column == columns || lengths[row + 1][column] >= lengths[row][column + 1]
      {
        steps.append(.remove)
        row += 1
      } else {
        steps.append(.add)
        column += 1
      }
    }
    return steps
  }

  /// Changes with the lines around them; those that are near each other share a hunk.
  private static func hunks(of places: [Place]) -> [ArraySlice<Place>] {
    var ranges: [Range<Int>] = []
    for (index, place) in places.enumerated() where place.step != .keep {
      let start = max(0, index - contextLines)
      let end = min(places.count, index + contextLines + 1)
      if let last = ranges.last, last.upperBound >= start {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges.map { places[$0] }
  }
}
