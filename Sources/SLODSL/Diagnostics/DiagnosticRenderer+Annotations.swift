extension DiagnosticRenderer {
  /// A part of a line, and what is said about it.
  struct Annotation {
    let range: Range<Int>
    let mark: Character
    let tone: Tone
    let label: String?

    init(_ range: Range<Int>, mark: Character, tone: Tone, label: String? = nil) {
      self.range = range
      self.mark = mark
      self.tone = tone
      self.label = label.map(DisplayWidth.printable)
    }
  }

  /// An annotation and the columns that it marks.
  struct PlacedAnnotation {
    let columns: Range<Int>
    let annotation: Annotation
  }

  /// Text that stands from a column on.
  struct Piece {
    let column: Int
    var text: String
    let tone: Tone
  }

  /// The lines below a line of source text.
  ///
  /// The marks stand in the first one, with the label of the last of them behind it. Labels of the
  /// others hang below their marks, so that no two of them meet:
  ///
  /// ```
  /// 7 | sample: used / size
  ///   |         ---- ^ ---- this has no labels
  ///   |         |
  ///   |         this has instance
  /// ```
  ///
  /// The first annotation is the one that the diagnostic is about: where marks overlap, its own are
  /// seen.
  static func rows(_ placed: [PlacedAnnotation], width: Int?) -> [[Piece]] {
    var marks = markPieces(placed)
    let inline = inlineIndex(placed, width: width)
    if let inline, let label = placed[inline].annotation.label, let last = marks.indices.last {
      if marks[last].tone == placed[inline].annotation.tone {
        marks[last].text += " " + label
      } else {
        let column = placed[inline].columns.upperBound + 1
        marks.append(Piece(column: column, text: label, tone: placed[inline].annotation.tone))
      }
    }
    let hanging = placed.indices
      .filter { $0 != inline && !(placed[$0].annotation.label ?? "").isEmpty }
      .map { placed[$0] }
    return [marks] + hangingRows(hanging, isAlone: placed.count == 1, width: width)
  }

  private static func markPieces(_ placed: [PlacedAnnotation]) -> [Piece] {
    let end = placed.map(\.columns.upperBound).max() ?? 0
    var owners = [Int?](repeating: nil, count: end)
    for index in placed.indices.reversed() {
      for column in placed[index].columns { owners[column] = index }
    }
    var pieces: [Piece] = []
    var previous: Int?
    for (column, owner) in owners.enumerated() {
      defer { previous = owner }
      guard let owner else { continue }
      let annotation = placed[owner].annotation
      if let last = pieces.last, previous != nil, last.tone == annotation.tone {
        pieces[pieces.count - 1].text.append(annotation.mark)
      } else {
        let text = String(annotation.mark)
        pieces.append(Piece(column: column, text: text, tone: annotation.tone))
      }
    }
    return pieces
  }

  /// Whose label stands behind the marks: nothing may be marked behind its own, and it must fit.
  private static func inlineIndex(_ placed: [PlacedAnnotation], width: Int?) -> Int? {
    let last = placed.indices.max { one, other in
      // Of two that begin together the first is preferred: it is what the diagnostic is about.
      (placed[one].columns.lowerBound, other) < (placed[other].columns.lowerBound, one)
    }
    guard let last, let label = placed[last].annotation.label, !label.isEmpty else { return nil }
    let end = placed[last].columns.upperBound
    guard placed.allSatisfy({ $0.columns.upperBound <= end }) else { return nil }
    guard let width else { return last }
    return end + 1 + DisplayWidth.of(label[...]) <= width ? last : nil
  }

  /// The narrowest column of text that labels are broken into.
  private static var labelColumns: Int { 24 }

  private static func hangingRows(
    _ hanging: [PlacedAnnotation],
    isAlone: Bool,
    width: Int?
  ) -> [[Piece]] {
    guard !hanging.isEmpty else { return [] }
    let ordered = hanging.enumerated().sorted { one, other in
      (one.element.columns.lowerBound, -one.offset)
        < (other.element.columns.lowerBound, -other.offset)
    }
    .map(\.element)
    var rows = isAlone ? [] : [connectors(of: ordered[...], before: .max)]
    for (index, placed) in ordered.enumerated().reversed() {
      let label = placed.annotation.label ?? ""
      var column = placed.columns.lowerBound
      var lines = [label]
      if let width {
        column = max(0, min(column, width - min(labelColumns, DisplayWidth.of(label[...]))))
        lines = TextWrapping.lines(of: label, width: max(width - column, labelColumns))
      }
      for line in lines {
        let piece = Piece(column: column, text: line, tone: placed.annotation.tone)
        rows.append(connectors(of: ordered[..<index], before: column) + [piece])
      }
    }
    return rows
  }

  /// Bars below the marks whose labels come further down.
  private static func connectors(
    of placed: ArraySlice<PlacedAnnotation>,
    before end: Int
  ) -> [Piece] {
    var pieces: [Piece] = []
    for one in placed where one.columns.lowerBound < end {
      if pieces.last?.column == one.columns.lowerBound { pieces.removeLast() }
      pieces.append(
        Piece(column: one.columns.lowerBound, text: "|", tone: one.annotation.tone)
      )
    }
    return pieces
  }
}
