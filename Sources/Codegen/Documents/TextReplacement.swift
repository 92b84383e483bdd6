extension String {
  /// The text with every occurrence of `old` replaced, from the left; bytes, not characters.
  func withEvery(_ old: String, replacedBy new: String) -> String {
    let bytes = Array(utf8)
    let pattern = Array(old.utf8)
    guard let first = pattern.first, bytes.count >= pattern.count else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    while offset < bytes.count {
      let end = offset + pattern.count
      if bytes[offset] == first, end <= bytes.count, bytes[offset..<end].elementsEqual(pattern) {
        result.append(contentsOf: new.utf8)
        offset = end
      } else {
        result.append(bytes[offset])
        offset += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
