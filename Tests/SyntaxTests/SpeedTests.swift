import SLODSL
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading takes time in proportion to the input, also when the input is hostile.
///
/// Bounds are generous: a quadratic step takes minutes on these sizes, not seconds.
@Suite(.serialized) struct Speed {
  private static let repeated: [(name: String, head: String, piece: String, tail: String)] = [
    ("quotes", "let a = ", "\"", ""),
    ("parentheses", "let a = ", "(", ""),
    ("brackets", "let a = ", "[", ""),
    ("closers", "let a = [(", "])", ""),
    ("braces", "", "{", ""),
    ("blocks", "", "service a { ", ""),
    ("conditions", "if a { } ", "else if a { } ", ""),
    ("interpolations", "let a = \"", "\\(\"", ""),
    ("comments", "", "/*", ""),
    ("backslashes", "let a = \"", "\\", ""),
    ("hashes", "let a = ", "#", "\""),
    ("raw quotes", "let a = ##\"", "\"#", ""),
    ("sums", "let a = b", " + b", ""),
    ("comparisons", "let a = b", " == b", ""),
    ("members", "let a = b", ".b", ""),
    ("nots", "let a = ", "!", "b"),
    ("where", "let a = b", " where b", ""),
    ("arguments", "let a = f(", "b, ", ")"),
    ("statements", "", "a: b; ", ""),
    ("words", "", "a ", ""),
    ("mistakes", "", "a = @; ", ""),
    ("digits", "let a = ", "9", ""),
    ("units", "let a = ", "9h", ""),
    ("minus signs", "let a = ", "-", ""),
    ("dashes in a name", "service ", "a-", ""),
    ("slashes", "let a = b =~ ", "/ ", ""),
    ("stray slashes", "let a = ", "/(", ""),
    ("documentation", "", "/// a\n", "service b { }"),
    ("blank lines", "", "\n", ""),
    ("dashes of a list", "a:\n", " - b\n", ""),
    ("strange bytes", "", "\u{2603}@", ""),
    ("types", "metric a: ", "A<", ""),
    ("multi-line text", "let a = \"\"\"\n", "  b\n", "  \"\"\""),
    ("curly quotes", "", "“", ""),
    ("selections", "let a = b where c", " + d where e", ""),
    ("nested selections", "let a = b where c", " + (d where e", ""),
  ]

  @Test(arguments: repeated)
  func isLinear(_ input: (name: String, head: String, piece: String, tail: String)) {
    let small = seconds(of: input, bytes: 15_000)
    let large = seconds(of: input, bytes: 150_000)
    // Ten times the bytes: linear is 10, quadratic 100. Noise needs the floor.
    #expect(large < max(small, 0.004) * 40, "\(input.name): \(small) s, then \(large) s")
  }

  private func seconds(
    of input: (name: String, head: String, piece: String, tail: String), bytes: Int
  ) -> Double {
    let count = bytes / input.piece.utf8.count
    let text = input.head + String(repeating: input.piece, count: count) + input.tail
    let file = SourceFile(id: FileID(0), path: input.name, bytes: Array(text.utf8))
    let times = (0..<2).map { _ in
      let start = Self.threadSeconds
      #expect(Parser.parse(file).diagnostics.count <= 101)
      return Self.threadSeconds - start
    }
    return times.min() ?? 0
  }

  /// Processor time of this thread: other work on the machine does not count.
  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test func refusesFilesThatNoSpecIs() {
    let bytes = [UInt8](repeating: 0x20, count: Lexer.sizeLimit + 1)
    let syntax = Parser.parse(SourceFile(id: FileID(0), path: "big", bytes: bytes))
    #expect(syntax.diagnostics.map(\.code) == [.SLO0024])
    #expect(syntax.declarations.isEmpty)
  }
}
