/// Names one file of a run; the index into the run's list of files.
package struct FileID: Hashable, Comparable, Sendable {
  package let index: UInt32

  package init(_ index: Int) {
    self.index = UInt32(index)
  }

  package static func < (left: FileID, right: FileID) -> Bool {
    left.index < right.index
  }
}

/// A half-open range of bytes in one file.
///
/// It carries its file, so that a diagnostic may point at two files at once and no pass needs to be
/// told where it is.
package struct SourceRange: Hashable, Comparable, Sendable {
  package let file: FileID
  /// Offset of the first byte.
  package let start: UInt32
  /// Offset behind the last byte; equal to `start` for a place between two bytes.
  package let end: UInt32

  package init(file: FileID, start: Int, end: Int) {
    precondition(start <= end, "a range runs forward")
    self.file = file
    self.start = UInt32(start)
    self.end = UInt32(end)
  }

  package var length: Int { Int(end - start) }

  /// The smallest range that covers both; `other` must be of the same file.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(
      file: file,
      start: Int(min(start, other.start)),
      end: Int(max(end, other.end))
    )
  }

  /// The empty place behind the last byte.
  package var after: SourceRange { SourceRange(file: file, start: Int(end), end: Int(end)) }

  package static func < (left: SourceRange, right: SourceRange) -> Bool {
    (left.file, left.start, left.end) < (right.file, right.start, right.end)
  }
}
