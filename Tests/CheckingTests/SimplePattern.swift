/// Matches the few forms of patterns that slogen writes for values and ranges of integers: a second
/// implementation, so that they are not judged by the code that makes them.
enum SimplePattern {
  /// Whether one of the alternatives matches the whole text.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let alternatives = pattern.split(separator: "|", omittingEmptySubsequences: false)
    return alternatives.contains { matches(Array($0.utf8), Array(text.utf8)) }
  }

  private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var place = 0
    for byte in text {
      guard place < pattern.count else { return false }
      switch pattern[place] {
      case UInt8(ascii: "."): place += 1
      case UInt8(ascii: "["):
        guard let end = pattern[place...].firstIndex(of: UInt8(ascii: "]")) else { return false }
        guard contains(pattern[(place + 1)..<end], byte) else { return false }
        place = end + 1
      case byte: place += 1
      default: return false
      }
    }
    return place == pattern.count
  }

  private static func contains(_ members: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    let members = Array(members)
    if members.count == 3, members[1] == UInt8(ascii: "-") {
      return members[0] <= byte && byte <= members[2]
    }
    return members.contains(byte)
  }
}
