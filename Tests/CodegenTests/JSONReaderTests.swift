import Codegen
import SLODSL
import TestSupport
import Testing

/// JSON is read as RFC 8259 says, whatever the bytes are.
@Suite struct JSONReaderTests {
  private static func read(_ text: String) -> JSON? { JSON.read(Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", JSON.null), (" true ", true), ("[ ]", []), ("{\n}", [:]),
      ("[1,-2.5,0]", [1, .number(ExactNumber(-5, over: 2)), 0]),
      (#"{"a":{"b":[false]},"c":"d"}"#, ["a": ["b": [false]], "c": "d"]),
      (#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, "\"\\/\u{8}\u{C}\n\r\té😀"),
      (#""\ud83dx""#, "\u{FFFD}x"), (#""\udc00""#, "\u{FFFD}"),
      ("1e300", .text("1e300")), ("12345678901234567890", .text("12345678901234567890")),
    ] as [(String, JSON)]
  )
  func isRead(_ text: String, _ expected: JSON) {
    #expect(Self.read(text) == expected)
  }

  @Test(
    arguments: [
      "", " ", "nul", "[", "[1", "[1,]", "{", "{a:1}", #"{"a"}"#, #"{"a":1,}"#, #"{"a":1"#, "\"",
      #""\x""#, #""\u12""#, "1 2", "[]]", "tru e",
    ]
  )
  func isRefused(_ text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test func nestingHasALimit() {
    let hundred = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(Self.read(hundred) != nil)
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(Self.read(deep) == nil)
    #expect(Self.read(deep.replacing("[", with: "{\"a\":")) == nil)
  }

  @Test func whatIsWrittenIsReadBack() {
    let document: JSON = [
      "text": "\u{0}\u{1F}\"\\/\u{2028}é😀", "numbers": [0, 1, .number(ExactNumber(1, over: 8))],
      "": [:], "nothing": .null,
    ]
    #expect(JSON.read(JSONWriter.document(document)) == document)
  }

  @Test func noBytesCrashIt() {
    var random = SplitMix(seed: 3)
    let valid = Array(#"{"a":["\u00e9\ud83d\ude00",-1.5e3,{"b":null}],"c":true}"#.utf8)
    for _ in 0..<20_000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      _ = JSON.read(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))
    }
  }
}
