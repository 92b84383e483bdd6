import CommandSupport
import Foundation
import Testing

/// Recorded objects with rules, judged by those who read them.
@Suite struct RuleObjectTests {
  private static let folder = Repository.root + "/Tests/Corpus/rule-objects"
  private static let cases = ["prometheus", "unlabelled", "thanos", "vmalert"]

  // MARK: Kubernetes

  private static let validator = Repository.root + "/../shared/schemas/validate.py"
  private static let libraries = Repository.root + "/.build/test-tools/jsonschema"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: validator)
        && FileManager.default.fileExists(atPath: libraries),
      "there are no schemas beside the repository, or no jsonschema to read them"
    ),
    arguments: cases
  )
  func schemasAgree(_ example: String) async throws {
    let outcome = try await Executable.run(
      script: "python3 '\(Self.validator)' '\(Self.folder)'/\(example)/*.yml",
      in: Repository.root,
      environment: ["PYTHONPATH": Self.libraries]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }

  // MARK: Helm

  /// Helm renders charts with Go's templates, as amtool does: what comes out are the plain objects.
  @Test(
    .enabled(if: Tool.isExpected("amtool"), "amtool is not installed"),
    arguments: ["checkout.availability", "checkout.cart-lag", "slogen"]
  )
  func chartsYieldThePlainObjects(_ object: String) async throws {
    let outcome = try await Executable.run(
      script: """
        echo '{{ define "unused" }}{{ end }}' > "$TMPDIR_OF_TEST/unused.tmpl"
        amtool template render --template.glob="$TMPDIR_OF_TEST/*.tmpl" \
          --template.text="$(cat chart/\(object).yml)"
        """,
      in: Self.folder,
      environment: ["TMPDIR_OF_TEST": try TemporaryFolder().path]
    )
    let plain = try String(
      contentsOfFile: Self.folder + "/unlabelled/\(object).yml",
      encoding: .utf8
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(outcome.standardOutput.trimmingCharacters(in: .newlines)
      == plain.trimmingCharacters(in: .newlines))
  }
}
