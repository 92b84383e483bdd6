/// An edit that mends a mistake: the whole set of replacements is applied together.
package struct FixIt: Hashable, Sendable {
  /// One replacement of bytes by text.
  package struct Edit: Hashable, Sendable {
    package let range: SourceRange
    package let replacement: String

    package init(range: SourceRange, replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  /// Whether the edit may be applied unasked.
  package enum Safety: Hashable, Sendable {
    /// Keeps or restores what the author evidently meant.
    case safe
    /// Changes the meaning; the author decides.
    case review
  }

  /// An imperative: `count requests within 250ms`.
  package let title: String
  package let edits: [Edit]
  package let safety: Safety

  package init(_ title: String, edits: [Edit], safety: Safety = .review) {
    self.title = title
    self.edits = edits
    self.safety = safety
  }

  /// The common case: one range replaced by one text.
  package init(
    _ title: String,
    replacing range: SourceRange,
    with text: String,
    safety: Safety = .review
  ) {
    self.init(title, edits: [Edit(range: range, replacement: text)], safety: safety)
  }
}
