/// Text that means something to one of the languages it passes through.
enum HostileText {
  static let table = [
    "a: b", "a #b", "- a", "? a", "{{ $labels.x }}", "{", "}", "{{", "{{{", "a{", "%s", "%!q",
    "yes", "1e3", "0x1f", "12:30", "null", "~", "it's", "\"", "\\", "\\n", "a\nb", "a\nb\n",
    "a\n b", "a\n\nb", " a\nb", "a\n\n", "\n", "\t", "a\tb", "a\r\nb", "\u{0}", "\u{7}",
    "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}x", "\u{202E}", "e\u{301}", "😀", "ä", "---",
    "a\n---\nb", "a\n# b", "a\n\tb", "| a", "> a", "@", "`", "$1", "$value", "[a](b)", " ", "''",
    "a'", "'", "a\n  b\n c", "\u{E000}", "x\u{200D}y", "-", ":", "a:", ":a", "#", "a\n...\nb",
  ]

  private static let pieces = [
    "a", "b", " ", "  ", "\n", "\t", "\r", ":", "#", "-", "{", "}", "{{", "}}", "'", "\"", "\\",
    "%", "|", ">", "&", "*", "!", "@", "`", "[", "]", ",", "?", "0", "1e", "é", "\u{2028}",
    "\u{0}", "\u{85}", "\u{FEFF}", "$", "😀", "~", "=", "<",
  ]

  /// The same texts in every run.
  static func random(count: Int, from pieces: [String] = pieces) -> [String] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<count).map { _ in
      (0...next(8)).map { _ in pieces[next(pieces.count)] }.joined()
    }
  }

  /// What promtool must read back, spelled in hexadecimal so that nothing of ours is trusted twice.
  static func expectation(_ series: String, _ labels: KeyValuePairs<String, String>) -> String {
    let matchers = labels.map { "\($0.key)=\\\"\(hexadecimal($0.value))\\\"" }
      .joined(separator: ",")
    return "  - {expr: '\(series)', eval_time: 0m, "
      + "exp_samples: [{labels: \"\(series){\(matchers)}\", value: 1}]}"
  }

  /// `\\x61` for `a`, inside a string inside a YAML string.
  private static func hexadecimal(_ text: String) -> String {
    text.utf8.map { byte in
      let digits = String(byte, radix: 16)
      return "\\\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
    }.joined()
  }

  /// `"\x61"` as YAML spells it: by character, not by byte.
  static func yaml(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
    return "\"" + scalars.joined() + "\""
  }
}
