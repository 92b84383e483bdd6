/// How far two words are apart, for "did you mean".
package enum EditDistance {
  /// Words longer than this are not compared: nobody mistypes them, and hostile input stays cheap.
  private static let longest = 64

  /// Insertions, deletions, changes and swaps of neighbours (Damerau-Levenshtein, the restricted
  /// form) between two words, in bytes; nil when there are more than `limit`.
  package static func between(
    _ one: some Sequence<UInt8>,
    _ other: some Sequence<UInt8>,
    limit: Int
  ) -> Int? {
    let one = Array(one)
    let other = Array(other)
    guard one.count <= longest, other.count <= longest, abs(one.count - other.count) <= limit
    else { return nil }
    var beforeLast = [Int](repeating: 0, count: other.count + 1)
    var last = Array(0...other.count)
    for i in one.indices {
      var row = [i + 1]
      row.reserveCapacity(other.count + 1)
      for j in other.indices {
        let change = last[j] + (one[i] == other[j] ? 0 : 1)
        var best = min(change, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[other.count] <= limit ? last[other.count] : nil
  }

  /// How many mistakes a word of a length may hold and still be recognised: one in three letters.
  package static func limit(forLength length: Int) -> Int {
    switch length {
    case ..<2: 0
    case ..<5: 1
    case ..<9: 2
    default: 3
    }
  }

  /// The candidate that a mistyped word most likely stands for; of equally near ones the first of
  /// the same length, for letters change places more often than they are forgotten.
  package static func nearest(
    to word: String,
    among candidates: some Sequence<String>
  ) -> String? {
    let limit = limit(forLength: word.utf8.count)
    var best: (distance: Int, word: String)?
    for candidate in candidates {
      guard let distance = between(word.utf8, candidate.utf8, limit: limit) else { continue }
      guard let (least, nearest) = best else {
        best = (distance, candidate)
        continue
      }
      let fits = candidate.utf8.count == word.utf8.count && nearest.utf8.count != word.utf8.count
      if distance < least || distance == least && fits { best = (distance, candidate) }
    }
    return best?.word
  }
}

/// Which letters a word has: enough to tell most pairs of words apart at once.
package struct LetterSet: Sendable {
  private let bits: UInt64
  private let length: Int

  package init(_ word: String) {
    bits = word.utf8.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    length = word.utf8.count
  }

  /// False only when the words are more than `distance` edits apart: an edit takes away one letter
  /// and adds one at most.
  package func isWithin(_ distance: Int, of other: LetterSet) -> Bool {
    abs(length - other.length) <= distance
      && (bits ^ other.bits).nonzeroBitCount <= 2 * distance
  }
}
