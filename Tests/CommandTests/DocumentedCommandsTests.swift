import CommandSupport
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the documentation shows of sessions and pictures is what slogen makes of `specs/`.
@Suite struct DocumentedCommandsTests {
  private static let root: String = {
    let parts = Corpus.root.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(2).joined(separator: "/")
  }()

  /// Documents with fenced blocks of `console`: a line `$ command`, and below it what it prints.
  @Test(arguments: ["docs/COST.md", "docs/NOTIFICATIONS.md", "docs/SIMULATION.md"])
  func sessionsAreInStep(_ document: String) async throws {
    let path = Self.root + "/" + document
    let text = String(decoding: try TextFile.read(path), as: UTF8.self)
    let fence = "```console\n"
    let parts = text.components(separatedBy: fence)
    #expect(parts.count > 1, "no session is shown")
    var rewritten = parts[0]
    for part in parts.dropFirst() {
      let end = try #require(part.range(of: "```"))
      let command = try #require(part.split(separator: "\n").first)
      #expect(command.hasPrefix("$ "))
      let outcome = try await Executable.run(script: String(command.dropFirst(2)), in: Self.root)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      rewritten += fence + command + "\n" + outcome.standardOutput + part[end.lowerBound...]
    }
    try expect(rewritten, isIn: path)
  }

  @Test func picturesAreInStep() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Executable.run(
      script: """
        slogen simulate gateway/connect --errors 20% --for 30m --traffic 20rps \
          --specs \(Self.root)/specs --svg incident.svg
        slogen preview --out preview \(Self.root)/specs
        """,
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let pictures = [
      "incident.svg": "incident.svg", "preview/website.svg": "dashboard.svg",
      "preview/gateway/websocket.svg": "dashboard-page.svg",
    ]
    for (file, name) in pictures {
      let picture = try TextFile.read(folder.path + "/" + file)
      let parser = XMLParser(data: Data(picture))
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      let path = Self.root + "/docs/pictures/" + name
      try expect(String(decoding: picture, as: UTF8.self), isIn: path)
    }
  }

  private func expect(_ text: String, isIn path: String) throws {
    if Corpus.isBlessing {
      try TextFile.record(text, at: path)
      return
    }
    let shown = try? TextFile.read(path)
    #expect(shown.map { $0 == Array(text.utf8) } ?? false, "\(path): run with BLESS=1 and review")
  }
}
