import SLODSL

/// The expressions of a run and where each of them stands.
struct ExpressionList: Sendable {
  /// One expression: bytes of a file.
  struct Place: Sendable {
    /// The line of standard input, or the place among the arguments; from 1.
    let number: Int
    let file: FileID
    let range: Range<Int>
  }

  let files: [SourceFile]
  let places: [Place]

  /// Every argument is an expression, however many lines it has.
  init(arguments: [String]) {
    files = arguments.enumerated().map { index, text in
      let name = arguments.count == 1 ? "<expression>" : "<expression \(index + 1)>"
      return SourceFile(id: FileID(index), path: name, bytes: Array(text.utf8))
    }
    places = files.enumerated().map { index, file in
      Place(number: index + 1, file: file.id, range: 0..<file.bytes.count)
    }
  }

  /// Every line is an expression, an empty one too, so that answers can be counted off against
  /// questions; a line feed at the end begins no further line.
  init(lines bytes: [UInt8]) {
    let file = SourceFile(id: FileID(0), path: "<stdin>", bytes: bytes)
    var places: [Place] = []
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      places.append(Place(number: places.count + 1, file: file.id, range: start..<index))
      start = index + 1
    }
    if start < bytes.count {
      places.append(Place(number: places.count + 1, file: file.id, range: start..<bytes.count))
    }
    files = [file]
    self.places = places
  }

  func bytes(of place: Place) -> [UInt8] {
    Array(files[Int(place.file.index)].bytes[place.range])
  }
}
