/// A Markdown document as a value: what an author wrote comes out as written, never as mark-up.
package struct Markdown: Hashable, Sendable {
  package enum Block: Hashable, Sendable {
    case heading(level: Int, [Span])
    case paragraph([Span])
    case list([[Span]])
    /// Mark-up that an author wrote.
    case asWritten(String)
    /// Lines of a language, which readers colour by its name.
    case code(language: String, String)
    /// A place that links name; a word of letters, digits, `_` and `-`.
    case anchor(String)
    /// Seen only by who edits the page: slogen's own words.
    case comment(String)
    /// A place for notes of people, kept when the page is written anew; named like an anchor.
    case notes(String)
    /// As many cells in each row as in the head.
    case table(head: [[Span]], rows: [[[Span]]])
  }

  package indirect enum Span: Hashable, Sendable {
    case text(String)
    case code(String)
    case strong([Span])
    case link([Span], url: String)
  }

  package let blocks: [Block]

  package init(_ blocks: [Block]) {
    self.blocks = blocks
  }

  /// Paragraphs of plain text; empty ones are left out.
  package init(paragraphs texts: String...) {
    blocks = texts.filter { !$0.isEmpty }.map { .paragraph([.text($0)]) }
  }

  package static func + (left: Markdown, right: Markdown) -> Markdown {
    Markdown(left.blocks + right.blocks)
  }
}

extension Markdown.Span: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}
