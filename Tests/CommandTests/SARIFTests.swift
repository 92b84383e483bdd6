import CommandSupport
import Foundation
import TestSupport
import Testing

/// The log of static analysis against the schema of OASIS, which is not ours to ship: give its path
/// in `SARIF_SCHEMA`, with Python and its package `jsonschema` installed.
@Suite struct SARIFTests {
  private static let schema = Corpus.setting("SARIF_SCHEMA")

  @Test(.enabled(if: schema != nil, "SARIF_SCHEMA names no schema"))
  func logsAreValid() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.validator, to: "validate.py")
    for kind in ["good", "bad"] {
      try folder.copy(contentsOf: Corpus.root + "/check/" + kind)
    }
    let script = """
      number=0
      for spec in *.slo; do
        slogen check --format sarif "$spec" > "$spec.sarif"
        number=$((number + 1))
      done
      echo "$number logs"
      python3 validate.py *.sarif
      """
    let outcome = try await Executable.run(
      script: script,
      in: folder.path,
      environment: [
        "SARIF_SCHEMA": Self.schema ?? "",
        // Python may be installed for one user only.
        "HOME": Corpus.setting("HOME") ?? "",
        "PATH": Executable.folder + ":" + (Corpus.setting("PATH") ?? ""),
      ]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)\(outcome.standardOutput)")
    print("SARIF: \(outcome.standardOutput)")
  }

  private static let validator = """
    import json, os, sys
    import jsonschema
    schema = json.load(open(os.environ["SARIF_SCHEMA"]))
    validator = jsonschema.validators.validator_for(schema)(schema)
    wrong = fixes = 0
    for path in sys.argv[1:]:
        log = json.load(open(path))
        fixes += sum("fixes" in result for result in log["runs"][0]["results"])
        for error in validator.iter_errors(log):
            print(path, error.json_path, error.message)
            wrong += 1
    print(f"{wrong} mistakes, {fixes} results with fixes")
    sys.exit(wrong > 0 or fixes == 0)
    """
}
