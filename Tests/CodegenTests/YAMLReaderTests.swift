import Codegen
import SLODSL
import Testing

/// What the writer writes the reader reads back; nothing else is read.
@Suite struct YAMLReaderTests {
  private static let texts = [
    "", " ", "a", "a b", "a: b", "a:b", "- a", "-", "#a", "a #b", "'", "\"", "it's", "{a}",
    "[a, b]",
    "true", "yes", "null", "1", "-1", "1.50", "1h30m", "1e6", "0x1", "~", "&a", "*a", "!a", "|",
    ">",
    "%a", "@a", "`a`", "a\nb", "a\nb\n", "a\n\nb\n", "\na", "a\n\n", " a\nb", "a\tb", "a\\nb",
    "\u{1}",
    "\u{2028}", "\u{FEFF}", "\u{1F600}", "ä", "slo:a:b", "http://x/y?z#w", ", ", ": ", "a,b", "a]",
    "{{ $labels.route }}", "\r\n", "# comment\nbehind", "x: |\n  y",
  ]

  private static func read(_ document: YAML) throws -> JSON {
    try YAMLReader.read(YAMLWriter.bytes(of: document, header: ["top: of", "- it"]))
  }

  @Test(arguments: texts)
  func textsAreReadBack(_ text: String) throws {
    let other = YAML.text(text)
    let document = YAML.map([
      YAML.Entry(text + "k", other, comments: [text]),
      YAML.Entry("list", .list([YAML.Item(other, comments: [text]), YAML.Item("z")])),
      YAML.Entry("line", .inlineList([other, other])),
      YAML.Entry("pairs", .inline([YAML.Entry(text, other), YAML.Entry("z", other)])),
      YAML.Entry("items", .list([YAML.Item(.map([YAML.Entry(text + "i", other)]))])),
      YAML.Entry("nested", .list([YAML.Item(.list([YAML.Item(other)]))])),
    ])
    let expected: JSON = .object([
      JSON.Member(text + "k", .text(text)),
      JSON.Member("list", [.text(text), "z"]),
      JSON.Member("line", [.text(text), .text(text)]),
      JSON.Member(
        "pairs",
        .object([JSON.Member(text, .text(text)), JSON.Member("z", .text(text))])
      ),
      JSON.Member("items", [.object([JSON.Member(text + "i", .text(text))])]),
      JSON.Member("nested", [[.text(text)]]),
    ])
    #expect(try Self.read(document) == expected)
  }

  @Test func numbersAndBooleansAreReadBack() throws {
    let quarter = ExactNumber(1, over: 4)
    let document = YAML.map([
      YAML.Entry("a", .number(-quarter)), YAML.Entry("b", .boolean(true)),
      YAML.Entry("c", .map([])), YAML.Entry("d", .list([])),
      YAML.Entry("e", .inlineList([.number(quarter), .boolean(false)])),
    ])
    #expect(
      try Self.read(document) == [
        "a": .number(-quarter), "b": true, "c": .object([]), "d": [],
        "e": [.number(quarter), false],
      ]
    )
  }

  @Test(arguments: [
    ("a: b\na: c\n", 2), ("a: 'b\n", 1), ("a: b\n   c: d\n", 2), ("a: &x b\n", 1), ("a:b\n", 1),
    ("a: {b: c\n", 1), ("a: \"\\q\"\n", 1), ("a: >\n  b\n", 1), ("a:\n", 2), ("a: b\n- c\n", 2),
    ("a: [b,c]\n", 1), ("a: b # c\n", 1), ("", 1), ("a: |+\n  b\n", 1), ("\ta: b\n", 1),
  ])
  func otherYAMLIsRefused(_ text: String, line: Int) {
    #expect(throws: YAMLReader.Problem(line: line)) { try YAMLReader.read(Array(text.utf8)) }
  }
}
