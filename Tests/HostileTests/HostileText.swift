import TestSupport

/// Text that means something to one of the languages, tools or file systems that it passes through.
enum HostileText {
  /// Every text, the same in every run.
  static let all: [String] = languages + controls + scripts + shapes + words + mixtures(count: 40)

  // MARK: Languages

  private static let languages = [
    // Quotes and escapes.
    "\"", "'", "`", "```", "\\", "\\\\", "\\n", "it's \"so\" `said`", "'''", "\"\"\"", "\\\"",
    "\\u0041",
    // Go's templates, and Helm's.
    "{{", "}}", "{{ . }}", "{{ \"{{\" }}", "{{{{", "{", "a {", "{{ template \"x\" . }}", "{{- /* x",
    "{{ $labels.x }}", "{{ end }}",
    // Variables of Grafana, Flux, shells, k6, vmalert, Windows and Argo.
    "${x}", "$x", "$$", "$__rate_interval", "[[x]]", "$(id)", "%{HOME}", "%HOME%", "%", "%s %d %!",
    "{{args.x}}", "<<.LabelMatchers>>", "$1", "\\1",
    // JavaScript and HTML.
    "</script>", "<!--", "-->", "<![CDATA[", "*/", "/*", "//", "__proto__", "constructor",
    "<b>bold</b>", "&lt;", "&amp;amp;", "<img src=x onerror=alert(1)>", "javascript:alert(1)",
    // Markdown.
    "a | b", "[x](y)", "![x](y)", "# head", "*a* _b_ **c**", "- item", "1. one", "> quote", "~~x~~",
    "<https://x.example>", "a  \nb", "---", "===", "| --- |", "<!-- slogen:notes end -->",
    // YAML.
    "a: b", "a #b", "&a", "*a", "!!str", "~", "null", "yes", "1e3", "0x1", "1:30", "=", "0o7",
    "---\na",
    "...", "? a", "| a", "%YAML 1.2", "@a", "2024-01-01", ".inf", "<<", "- ", "a:",
    // PromQL, matchers and regular expressions.
    "\"} or vector(1) #", "a\",b=\"c", ".*", "a|b", "(", "[", "^$", "a.b+c?", "\\d", "[[:alpha:]]",
    "{a=\"b\"}",
    // Shells, and what opens another message or header.
    "; rm -rf /", "| cat", "&& x", "$(x)`y`", "a\r\nX-Other: b", "a\nBcc: b@example.com", "a@b",
    "a,b",
  ]

  // MARK: Characters

  private static let controls = [
    "\n", "\r", "\t", "\r\n", "a\nb", "a\n\nb", "a\tb", "\u{0}", "a\u{0}b", "\u{7}", "\u{8}",
    "\u{B}",
    "\u{1B}[31mred", "\u{1B}]0;title\u{7}", "\u{7F}", "\u{85}", "\u{9B}31m", "\u{2028}", "\u{2029}",
  ]

  private static let scripts = [
    "😀", "👩‍💻", "👍🏽", "\u{202E}txt.exe", "\u{2066}a\u{2069}", "\u{200F}a",
    "\u{61C}",
    "\u{FEFF}x",
    "x\u{FEFF}",
    "\u{301}", "e\u{301}", "\u{E9}", "\u{200B}", "a\u{200D}b", "\u{A0}", "\u{3000}", "ﷺ", "𝕏",
    "\u{E000}",
    "\u{FFFD}", "\u{FFFE}", "\u{10FFFF}", "\u{E0041}", "日本語", "İı", "ß", "\u{AD}",
    "Z" + String(repeating: "\u{351}", count: 40),
  ]

  /// Long, empty, blank, and what file systems take for something else.
  private static let shapes = [
    "", " ", " a", "a ", "  ", "a  b", String(repeating: "long ", count: 2_000),
    String(repeating: "x", count: 300),
    String(repeating: "{", count: 99), String(repeating: "\"", count: 64), "../../etc/passwd",
    "/etc/x",
    ".", "..", "a/../b", "a/b", "a\\b", "a.", "~root", "-rf", "--help", "a:b",
  ]

  /// What is a name, and one of somebody else's too.
  private static let words = [
    "con", "NUL", "aux", "com1", "true", "No", "on", "e", "E1", "readme", "README", "index",
    "slogen", "Slogen",
    "default", "watchdog", "nobody", "function", "await", "class", "prototype", "toString",
    "undefined",
    "NaN", "inf", "Inf", "nan", "bool", "offset", "by", "job", "le", "slo", "service", "a-b", "A_b",
    "a--b", "a_",
    "x" + String(repeating: "y", count: 62), "0", "00", "1a", "alerts", "rules", "test", "counts",
    "page",
    "slogen-overview", "datasource", "all",
  ]

  // MARK: Mixtures

  private static func mixtures(count: Int) -> [String] {
    var random = SplitMix(seed: 0x510)
    let pieces = (languages + controls + scripts + words).filter { $0.utf8.count < 40 }
    return (0..<count).map { _ in
      (0...Int.random(in: 1...4, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined(separator: ["", " ", "a"][Int.random(in: 0..<3, using: &random)])
    }
  }
}
