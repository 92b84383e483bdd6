/// Regular expressions for ranges of integers, as short as a careful person would write them.
package enum IntegerPattern {
  /// An RE2 pattern that matches exactly the decimal texts of the integers of `range`:
  /// `5[0-9][0-9]` for 500...599, `429|4[3-9][0-9]|50[0-3]` for 429...503.
  package static func pattern(for range: ClosedRange<Int>) -> String {
    let low = max(range.lowerBound, 0)
    guard low <= range.upperBound else { return "[^\\s\\S]" }
    return blocks(from: low, through: range.upperBound).joined(separator: "|")
  }

  /// Splits the range at powers of ten, so that in each block some leading digits are fixed, one
  /// runs, and all that follow are free.
  private static func blocks(from low: Int, through high: Int) -> [String] {
    var patterns: [String] = []
    var start = low
    while start <= high {
      var size = 1
      // The largest aligned block that starts here, ends in time and keeps the number of digits.
      while size <= high / 10, start % (size * 10) == 0, start + size * 10 - 1 <= high, start > 0 {
        size *= 10
      }
      let digit = start / size % 10
      var run = 1
      while digit + run <= 9, start + (run + 1) * size - 1 <= high { run += 1 }
      patterns.append(block(start: start, size: size, run: run))
      let (next, overflow) = start.addingReportingOverflow(run * size)
      guard !overflow else { break }
      start = next
    }
    return patterns
  }

  private static func block(start: Int, size: Int, run: Int) -> String {
    let head = start / size
    let free = String(repeating: "[0-9]", count: String(size).utf8.count - 1)
    let prefix = head >= 10 ? String(head / 10) : ""
    let digit = head % 10
    switch run {
    case 1: return prefix + String(digit) + free
    case 2: return prefix + "[\(digit)\(digit + 1)]" + free
    default: return prefix + "[\(digit)-\(digit + run - 1)]" + free
    }
  }

  /// `5..` where only three-digit codes exist: every text of `domain` that the short form matches
  /// must lie in `range`. Nil when no such form is right.
  package static func shortPattern(for range: ClosedRange<Int>, within domain: ClosedRange<Int>)
    -> String?
  {
    let text = String(range.lowerBound)
    var size = 1
    while range.lowerBound % (size * 10) == 0, range.lowerBound + size * 10 - 1 <= range.upperBound
    {
      size *= 10
    }
    guard range.lowerBound > 0, size > 1, range.lowerBound + size - 1 == range.upperBound,
      String(domain.lowerBound).utf8.count == text.utf8.count,
      String(domain.upperBound).utf8.count == text.utf8.count
    else { return nil }
    let free = String(size).utf8.count - 1
    return String(text.prefix(text.utf8.count - free)) + String(repeating: ".", count: free)
  }
}
