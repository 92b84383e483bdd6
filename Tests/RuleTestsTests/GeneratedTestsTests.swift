import Codegen
import Foundation
import SLODSL
import Testing

/// The generated tests of every kind of indicator pass on the generated rules.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct GeneratedTestsTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let slo: ServiceLevelObjective
    var testDescription: String { name }
  }

  static let examples: [Example] = {
    typealias Models = ExampleModels
    let lag = Models.selection("lag_seconds", LabelMatcher("job", .equal, "shop"))
    let backup = Models.selection("backup_last_success_timestamp_seconds")
    let expiry = Models.selection("certificate_not_after_seconds")
    let probe = Models.selection("probe_success", LabelMatcher("job", .equal, "probe"))
    let used = Models.selection("disk_used_bytes")
    let size = Models.selection("disk_size_bytes")
    let day = 86_400
    return [
      ("bad requests with births, by route", Models.availability, ["route"], true),
      ("good requests by regular expression", Models.goodRequests, [], false),
      ("a second counter", Models.secondCounter, [], true),
      ("disjoint counters", Models.disjointCounters, [], false),
      ("latency", Models.latency, ["route"], false),
    ].map { name, indicator, dimensions, births in
      Example(name: name, slo: Models.slo("slo", indicator, by: dimensions, births: births))
    }
      + [
        ("a gauge below a bound", Models.sample(.gauge(lag), .less, 30)),
        ("a probe", Models.sample(.gauge(probe), .equal, 1)),
        ("age", Models.sample(.age(backup), .lessOrEqual, 26 * 3600)),
        ("remaining", Models.sample(.remaining(expiry), .greater, 14 * day)),
        (
          "a sum of gauges",
          Models.sample(
            .aggregate(.sum, of: .gauge(lag), by: []),
            .greater,
            100,
            describesGood: false
          )
        ),
        (
          "a count",
          Models.sample(.aggregate(.count, of: .gauge(probe), by: []), .greaterOrEqual, 2)
        ),
        ("a quotient", Models.sample(.quotient(.gauge(used), .gauge(size)), .less, 1)),
        ("each series", Models.sample(.gauge(lag), .less, 30, collapse: .each, slice: .max)),
      ].map { name, indicator in
        Example(
          name: name,
          slo: Models.slo("slo", indicator, ratio: ExactNumber(99, over: 100))
        )
      }
  }()

  @Test(arguments: examples)
  func `generated tests pass`(_ example: Example) throws {
    try expectPassing(ExampleModels.model([example.slo]), example.name)
  }

  private func expectPassing(_ model: Model, _ name: String) throws {
    let artifacts = Generation.generate(from: model).artifacts
    let tests = artifacts.filter { $0.path.hasSuffix(".test.yml") }
    #expect(!tests.isEmpty)
    let text = tests.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(!text.contains("Not tested"), "\(text.prefix(2000))")
    let result = try Promtool.test(artifacts)
    if let folder = ProcessInfo.processInfo.environment["KEEP_RULE_TESTS"] {
      for artifact in artifacts {
        let url = URL(fileURLWithPath: folder).appendingPathComponent(
          name.replacingOccurrences(of: " ", with: "-")
        ).appendingPathComponent(artifact.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try Data(artifact.bytes).write(to: url)
      }
    }
    #expect(result.isSuccess, "\(result.output.prefix(6000))")
  }
}
