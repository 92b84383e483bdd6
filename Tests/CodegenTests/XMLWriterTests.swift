import Codegen
import Foundation
import SLODSL
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct XMLWriterTests {
  @Test func drawsTheTree() {
    let document = XML.element(
      "svg",
      ["width": 900, "x": .init(ExactNumber(1, over: 8))],
      [
        .element("title", ["id": "t"], text: "a < b & c > d"),
        .element("g", [:], [.element("line", ["x1": 0])]),
        .element("text", [:], [.text("one "), .element("b", [:], text: "two")]),
      ]
    )
    #expect(
      String(decoding: XMLWriter.document(document), as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg width="900" x="0.125">
          <title id="t">a &lt; b &amp; c &gt; d</title>
          <g>
            <line x1="0"/>
          </g>
          <text>one <b>two</b></text>
        </svg>

        """
    )
  }

  /// What a parser reads is what was meant, but for characters that XML cannot hold.
  @Test(arguments: [
    "plain", "", "<script>alert(1)</script>", "]]>", "a & b &amp; c", "\"quoted\" 'too'",
    "tab\tand\nline\r\nends", " blanks ", "{{ $value }}", "emoji 🧯 and é", "-->",
  ])
  func keepsHostileText(_ text: String) throws {
    #expect(try Self.read(text) == Reading(attribute: text, text: text))
  }

  @Test(arguments: ["\u{0}", "\u{1B}[31m", "\u{B}", "\u{FFFE}", "\u{FFFF}"])
  func replacesWhatXMLCannotHold(_ text: String) throws {
    let replaced = "\u{FFFD}" + text.dropFirst()
    #expect(try Self.read(text) == Reading(attribute: replaced, text: replaced))
  }

  private struct Reading: Equatable {
    var attribute = ""
    var text = ""
  }

  private static func read(_ text: String) throws -> Reading {
    let document = XML.element("svg", [:], [.element("text", ["id": .init(text)], text: text)])
    let reader = Reader()
    let parser = XMLParser(data: Data(XMLWriter.document(document)))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader.reading
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var reading = Reading()
    private var isInside = false

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      isInside = name == "text"
      if isInside { reading.attribute = attributes["id"] ?? "" }
    }

    func parser(
      _ parser: XMLParser,
      didEndElement: String,
      namespaceURI: String?,
      qualifiedName: String?
    ) {
      isInside = false
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if isInside { reading.text += text }
    }
  }
}
