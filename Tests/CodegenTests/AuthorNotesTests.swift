import Codegen
import Testing

/// What people write into generated pages stays theirs.
@Suite struct AuthorNotesTests {
  private static let page = """
    # Page

    <!-- slogen:notes a-page -->

    <!-- slogen:notes end -->

    Numbers: 14.4.

    <!-- slogen:notes b-ticket -->

    <!-- slogen:notes end -->

    """

  private static let newer = page.replacing("14.4", with: "6").replacing(
    "b-ticket",
    with: "c-ticket"
  )

  private static func notes(in text: String) -> AuthorNotes? { AuthorNotes(in: Array(text.utf8)) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func edited(_ a: String, _ b: String) -> String {
    page.replacing("a-page -->\n\n", with: "a-page -->\n\(a)\n")
      .replacing("b-ticket -->\n\n", with: "b-ticket -->\n\(b)\n")
  }

  @Test func aPageWithoutNotesIsItself() throws {
    for text in [Self.page, "", "\n", "no marks at all", "a\r\nb"] {
      let notes = try #require(Self.notes(in: text))
      #expect(notes.isEmpty)
      #expect(Self.text(notes.withoutNotes) == text)
      #expect(Self.text(notes.placed(in: Array(Self.newer.utf8))) == Self.newer)
    }
  }

  @Test func notesMoveIntoTheNewPage() throws {
    let mine = "\nCall *Ann*.\n\n```sh\nrestart --now\n```\n"
    let notes = try #require(Self.notes(in: Self.edited(mine, "")))
    #expect(!notes.isEmpty)
    #expect(Self.text(notes.withoutNotes) == Self.page)
    let placed = Self.text(notes.placed(in: Array(Self.newer.utf8)))
    #expect(placed == Self.newer.replacing("a-page -->\n\n", with: "a-page -->\n\(mine)\n"))
  }

  @Test func notesWhosePlaceIsGoneAreKeptAtTheEnd() throws {
    let notes = try #require(Self.notes(in: Self.edited("one", "two")))
    let placed = notes.placed(in: Array(Self.newer.utf8))
    #expect(Self.text(placed).contains("a-page -->\none\n<!--"))
    #expect(
      Self.text(placed).hasSuffix(
        """
        <!-- slogen:notes without a place -->

        <!-- slogen:notes b-ticket -->
        two
        <!-- slogen:notes end -->

        """
      )
    )
    // The next run finds the same, and the run in which the place is back puts them there.
    let again = try #require(AuthorNotes(in: placed))
    #expect(Self.text(again.withoutNotes) == Self.newer)
    #expect(again.placed(in: Array(Self.newer.utf8)) == placed)
    #expect(Self.text(again.placed(in: Array(Self.page.utf8))) == Self.edited("one", "two"))
  }

  @Test func bytesAreKeptWhateverTheyAre() throws {
    let odd: [UInt8] = [0xFF, 0x00, 0x0D, 0xC3]
    let parts = Self.page.split(separator: "a-page -->\n", maxSplits: 1)
    let page = Array((parts[0] + "a-page -->\n").utf8) + odd + Array(parts[1].utf8)
    let notes = try #require(AuthorNotes(in: page))
    #expect(notes.placed(in: Array(Self.page.utf8)) == page)
  }

  @Test(arguments: [
    "<!-- slogen:notes end -->", "<!-- slogen:notes a -->",
    "<!-- slogen:notes a -->\n<!-- slogen:notes b -->\n<!-- slogen:notes end -->",
    "<!-- slogen:notes a -->\n<!-- slogen:notes end -->\n"
      + "<!-- slogen:notes a -->\n<!-- slogen:notes end -->",
    "text\n<!-- slogen:notes without a place -->\n",
    "text\n\n<!-- slogen:notes without a place -->\n\nlost words\n",
  ])
  func damagedMarksAreNoticed(_ text: String) {
    #expect(Self.notes(in: text) == nil)
  }
}
