import Codegen
import Foundation
import SLODSL
import Testing

@Suite struct YAMLWriterTests {
  @Test func drawsTheTree() {
    let document = YAML.map {
      "name" => "slo:checkout/availability:counts"
      "interval" => "1h30m"
      "limit" => .number(ExactNumber(1, over: 4))
      "strict" => .boolean(true)
      "empty" => .map([])
      "none" => .list([])
      "rules"
        => .list([
          YAML.Item(
            .map {
              "record" => "slo:x"
              "expr" => "a\nor b\n"
              "text" => "first\n\nlast"
              "labels"
                => .inline {
                  "slo_id" => "a/b"; "series" => "slo:x"
                }
            },
            comments: ["what it is\nand is not", "for"]
          ),
          YAML.Item("plain"),
          YAML.Item(.inlineList(["a", "b c", .number(ExactNumber(3))])),
          YAML.Item(.list([YAML.Item("nested")])),
        ])
      YAML.Entry("last", "x", comments: ["above"])
    }
    #expect(
      String(decoding: YAMLWriter.bytes(of: document, header: ["top"]), as: UTF8.self) == """
        # top
        name: slo:checkout/availability:counts
        interval: 1h30m
        limit: 0.25
        strict: true
        empty: {}
        none: []
        rules:
        # what it is and is not
        # for
        - record: slo:x
          expr: |
            a
            or b
          text: |-
            first

            last
          labels: {slo_id: a/b, series: 'slo:x'}
        - plain
        - [a, 'b c', 3]
        -
          - nested
        # above
        last: x

        """
    )
  }

  @Test func breaksWhatDoesNotFitOnALine() {
    let long = String(repeating: "x", count: YAMLWriter.width)
    let document = YAML.map {
      "labels"
        => .inline {
          "a" => long; "b" => "c"
        }
    }
    #expect(
      String(decoding: YAMLWriter.bytes(of: document), as: UTF8.self)
        == "labels:\n  a: \(long)\n  b: c\n"
    )
  }

  /// Words and numbers of YAML 1.1 and 1.2 that must stay text, and text that needs no quotes.
  @Test(
    arguments: [
      ("1h30m", "1h30m"), ("30d", "30d"), ("500ms", "500ms"), ("checkout/a-b", "checkout/a-b"),
      ("vector(0.999)", "vector(0.999)"), ("/pay", "/pay"), ("slo:a:b", "slo:a:b"),
      ("5", "'5'"), ("0x1f", "'0x1f'"), ("1e3", "'1e3'"), ("1_000", "'1_000'"),
      ("12:30:45", "'12:30:45'"), ("2001-01-01", "'2001-01-01'"), (".5", "'.5'"),
      ("-1", "'-1'"), ("+1", "'+1'"), (".inf", "'.inf'"), ("yes", "'yes'"), ("No", "'No'"),
      ("ON", "'ON'"), ("n", "'n'"), ("true", "'true'"), ("null", "'null'"), ("~", "'~'"),
      ("=", "'='"), ("<<", "'<<'"), ("", "''"), (" a", "' a'"), ("a ", "'a '"),
      ("a: b", "'a: b'"), ("a:", "'a:'"), ("a #b", "'a #b'"), ("- a", "'- a'"),
      ("? a", "'? a'"), ("*a", "'*a'"), ("&a", "'&a'"), ("!a", "'!a'"), ("|", "'|'"),
      (">", "'>'"), ("@a", "'@a'"), ("`a`", "'`a`'"), ("%a", "'%a'"), ("{a}", "'{a}'"),
      ("[a]", "'[a]'"), ("it's", "'it''s'"), ("\"a\"", "'\"a\"'"), ("a\\b", "'a\\b'"),
      ("99.9%", "'99.9%'"), ("---", "'---'"), ("...", "'...'"), ("äöü", "'äöü'"),
      ("a\tb", "\"a\\tb\""), ("a\u{0}b", "\"a\\x00b\""), ("a\u{7F}", "\"a\\x7F\""),
      ("a\u{85}b", "\"a\\x85b\""), ("a\u{2028}b", "\"a\\u2028b\""),
      ("a\u{FEFF}", "\"a\\uFEFF\""), ("a\u{202E}b", "\"a\\u202Eb\""), ("😀", "'😀'"),
      ("a\u{A0}b", "\"a\\xA0b\""), ("a\r\nb", "\"a\\r\\nb\""), ("\n", "\"\\n\""),
      (" a\nb", "\" a\\nb\""), ("\na", "\"\\na\""), ("a\n\n", "\"a\\n\\n\""),
    ])
  func quotes(_ text: String, _ spelling: String) {
    let document = YAML.map { "key" => text }
    #expect(
      String(decoding: YAMLWriter.bytes(of: document), as: UTF8.self) == "key: \(spelling)\n"
    )
  }

  // MARK: Read back by Prometheus

  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"))
  func prometheusReadsWhatWasWritten() throws {
    let texts = HostileText.table + HostileText.random(count: 400)
    let rules = texts.enumerated().flatMap { index, text -> [YAML.Item] in
      [
        rule("inline\(index)", .inline { "text" => text }),
        rule("below\(index)", .map { "text" => text }),
        rule(
          "key\(index)",
          .inline {
            "text" => .text(text); "other" => "x"
          }
        ),
      ]
    }
    let document = YAML.map {
      "groups"
        => .list([
          YAML.Item(
            .map {
              "name" => "hostile"
              "rules" => .list(rules)
            },
            comments: texts
          )
        ])
    }
    let expectations = texts.enumerated().flatMap { index, text in
      ["inline", "below"].map { kind in
        HostileText.expectation("\(kind)\(index)", ["text": text])
      } + [HostileText.expectation("key\(index)", ["text": text, "other": "x"])]
    }
    try Promtool.test(rules: YAMLWriter.bytes(of: document, header: texts), expectations)
  }

  private func rule(_ name: String, _ labels: YAML) -> YAML.Item {
    YAML.Item(
      .map {
        "record" => name
        "expr" => "vector(1)"
        "labels" => labels
      },
      comments: [name]
    )
  }
}
