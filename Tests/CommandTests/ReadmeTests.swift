import CommandSupport
import TestSupport
import Testing

/// What the README shows works.
@Suite struct ReadmeTests {
  @Test func everySpecCompiles() async throws {
    let blocks = try Self.blocks(of: "swift")
    #expect(blocks.count >= 3)
    for block in blocks {
      let folder = try TemporaryFolder()
      try folder.write(block, to: "specs/checkout.slo")
      let outcome = try await Executable.run(script: "slogen check --color=never", in: folder.path)
      #expect(outcome.exitCode == 0, "\(block)\n\(outcome.standardError)")
    }
  }

  @Test func theFirstSpecHasTwelveLines() async throws {
    let first = try #require(try Self.blocks(of: "swift").first)
    #expect(first.split(separator: "\n").count <= 12)
    let folder = try TemporaryFolder()
    try folder.write(first, to: "specs/checkout.slo")
    let outcome = try await Executable.run(
      script: "slogen generate && ls generated/prometheus/checkout.rules.yml",
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.isEmpty, "a first spec draws no remarks")
  }

  @Test func everyLinkedFileExists() throws {
    let text = try Self.readme()
    let targets = text.split(separator: "](").dropFirst().compactMap {
      $0.split(separator: ")").first
    }
    #expect(!targets.isEmpty)
    for target in targets where !target.hasPrefix("http") {
      #expect(throws: Never.self, "\(target)") {
        try TextFile.read(Self.repository + "/" + target)
      }
    }
  }

  /// The fenced blocks of a language, in order.
  private static func blocks(of language: String) throws -> [String] {
    let parts = try readme().split(separator: "```", omittingEmptySubsequences: false)
    return parts.enumerated().compactMap { index, part in
      index % 2 == 1 && part.hasPrefix(language + "\n")
        ? String(part.dropFirst(language.count + 1)) : nil
    }
  }

  private static func readme() throws -> String {
    String(decoding: try TextFile.read(repository + "/README.md"), as: UTF8.self)
  }

  private static let repository: String = {
    let parts = Corpus.root.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(2).joined(separator: "/")
  }()
}
