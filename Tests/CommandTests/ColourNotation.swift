/// Escape sequences for colours as goldens hold them: `‹Rerror[SLO2003]›‹*: a message›`.
///
/// The sign behind the bracket is the colour: `R`ed, `Y`ellow, `C`yan, `G`reen, `B`lue, all bold,
/// or `*` for bold alone.
enum ColourNotation {
  private static let signs = [
    ("1;31", "R"), ("1;33", "Y"), ("1;36", "C"), ("1;32", "G"), ("1;34", "B"), ("1", "*"),
  ]

  /// Sequences that have no sign stay as they are, visibly.
  static func compact(_ text: String) -> String {
    signs.reduce(text) { text, sign in
      text.replacing("\u{1B}[\(sign.0)m", with: "‹" + sign.1)
    }
    .replacing("\u{1B}[0m", with: "›")
    .replacing("\u{1B}", with: "\\e")
  }

  /// The text without its colours.
  static func plain(_ text: String) -> String {
    text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
      .map { index, part in
        index == 0 ? part[...] : part.drop { $0 != "m" }.dropFirst()
      }
      .joined()
  }
}
