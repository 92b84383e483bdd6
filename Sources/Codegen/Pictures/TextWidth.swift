import SLODSL

/// How much room text needs, about: a picture is shown in whatever font the reader has.
enum TextWidth {
  /// In pixels; rather more than less.
  static func sans(_ text: String, size: Int) -> Int { columns(of: text) * size * 58 / 100 }

  static func code(_ text: String, size: Int) -> Int { columns(of: text) * size * 61 / 100 }

  private static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
  }

  /// As much of a text as there is room for, with an ellipsis where it is cut.
  static func cut(_ text: String, to room: Int, size: Int, isCode: Bool = false) -> String {
    let limit = max(1, room * 100 / (size * (isCode ? 61 : 58)))
    guard columns(of: text) > limit else { return text }
    var used = 1
    var cut = ""
    for character in text {
      used += columns(of: String(character))
      guard used <= limit else { break }
      cut.append(character)
    }
    return cut + "…"
  }
}

extension SVG {
  /// Text of a fixed width.
  static func code(_ text: String, x: Int, y: Int, size: Int) -> XML {
    .element(
      "text",
      [
        "class": Colour.muted.fill, "x": .init(ExactNumber(x)), "y": .init(ExactNumber(y)),
        "font-size": .init(ExactNumber(size)),
        "style": "font-family: ui-monospace, 'DejaVu Sans Mono', monospace",
      ],
      text: text
    )
  }
}

extension String {
  /// On one line, without characters that change what stands around them.
  var onOneLine: String { DisplayWidth.printable(self) }
}
