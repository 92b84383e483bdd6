import Codegen
import CommandSupport
import Foundation
import Testing

/// What is written of hostile text, judged by those who load it: each tool starts once for all.
@Suite struct ToolTests {
  @Test(.enabled(if: Tool.isExpected("promtool"), "promtool is not installed"))
  func prometheusLoadsTheRules() async throws {
    try await expectSuccess("promtool check rules */prometheus/*.rules.yml")
  }

  /// They hold the texts in the labels of series and expect them in those of alerts. Tests of SLOs
  /// do so for days of samples, which takes too long here.
  @Test(.enabled(if: Tool.isExpected("promtool"), "promtool is not installed"))
  func ruleTestsPass() async throws {
    try await expectSuccess(
      "cd 0/prometheus && promtool test rules *.alerts.test.yml slogen.test.yml"
    )
  }

  @Test(.enabled(if: Tool.isExpected("vmalert"), "vmalert is not installed"))
  func vmalertLoadsTheRules() async throws {
    // The oldest vmalert that has `keep_firing_for` is 1.92; one without it reads all the rest.
    try await expectSuccess(
      """
      mkdir vmalert
      for file in \(HostileFolder.vmalert)/prometheus/*.rules.yml; do
        grep -v 'keep_firing_for: ' "$file" > "vmalert/$(basename "$file")"
      done
      address=http://127.0.0.1:1
      vmalert -dryRun -rule='vmalert/*.yml' -datasource.url=$address -notifier.url=$address \\
        -remoteWrite.url=$address
      """
    )
  }

  @Test(.enabled(if: Tool.isExpected("amtool"), "amtool is not installed"))
  func alertmanagerLoadsTheRoutes() async throws {
    try await expectSuccess("amtool check-config */alertmanager/known.yml")
  }

  @Test(.enabled(if: HostileFolder.has("k6"), "Tests/run has not installed k6"))
  func k6LoadsTheScripts() async throws {
    try await expectSuccess(
      """
      for file in */k6/*/*.js; do
        '\(HostileFolder.tools)/k6/bin/k6' inspect --execution-requirements "$file" || exit 1
      done
      """
    )
  }

  // MARK: Kubernetes

  private static let kubernetes = HostileFolder.tools + "/kubernetes-validate"

  @Test(
    .enabled(
      if: HostileFolder.has("kubernetes-validate") && Tool.isExpected("python3"),
      "Tests/run has not installed kubernetes-validate"
    )
  )
  func kubernetesTakesTheObjects() async throws {
    try await expectSuccess(
      """
      files=$(grep -lE '^apiVersion: (autoscaling/v2|policy/v1)$' -r plain --include='*.yml')
      set -o pipefail
      python3 -m kubernetes_validate -k 1.27 --strict $files 2>&1 | tee seen && ! grep -q WARN seen
      """,
      ["PYTHONPATH": Self.kubernetes]
    )
  }

  private static let validator = HostileFolder.root + "/../shared/schemas/validate.py"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: validator) && HostileFolder.has("jsonschema"),
      "there are no schemas beside the repository, or no jsonschema to read them"
    )
  )
  func schemasAgree() async throws {
    try await expectSuccess(
      """
      find plain -name '*.yml' -o -name '*.json' | sort | xargs python3 '\(Self.validator)'
      """,
      ["PYTHONPATH": HostileFolder.tools + "/jsonschema"]
    )
  }

  // MARK: Other readers

  /// Python's readers find the same in every file as slogen's own.
  @Test(
    .enabled(
      if: HostileFolder.has("kubernetes-validate") && Tool.isExpected("python3"),
      "Tests/run has not installed kubernetes-validate, which comes with a reader of YAML"
    )
  )
  func otherReadersReadTheSame() async throws {
    try await expectSuccess(
      """
      python3 - <<'END'
      import json, pathlib, sys, yaml
      # A bare `=`, which is text to everybody else.
      yaml.SafeLoader.add_constructor("tag:yaml.org,2002:value", lambda _, node: node.value)
      count = 0
      for read in sorted(pathlib.Path(".").glob("*/**/*.read")):
          path = read.with_suffix("")
          text = path.read_bytes().decode()
          found = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
          if found != json.loads(read.read_bytes()):
              sys.exit(f"{path} is read differently")
          count += 1
      if count < 100: sys.exit(f"only {count} files were read")
      END
      """,
      ["PYTHONPATH": Self.kubernetes]
    )
  }

  // MARK: Running

  private func expectSuccess(
    _ script: String,
    _ environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.copy(contentsOf: try HostileFolder.written.get().path)
    let outcome = try await Executable.run(
      script: script,
      in: folder.path,
      environment: environment
    )
    #expect(
      outcome.exitCode == 0,
      "\((outcome.standardOutput + outcome.standardError).suffix(4_000))",
      sourceLocation: sourceLocation
    )
  }
}
