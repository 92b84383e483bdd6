import Codegen
import SLODSL
import Testing

/// A generated test that cannot fail proves nothing: each of these faults in the rules is found.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct MutationTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let replacement: String
    var indicator = ExampleModels.availability
    var also: (text: String, replacement: String)?

    var testDescription: String { name }
  }

  private static let id = "{slo_id=\"shop/slo\"}"

  static let faults = [
    Fault(name: "page threshold times ten", text: "0.0144 *", replacement: "0.144 *"),
    Fault(name: "page threshold by a tenth", text: "0.0144 *", replacement: "0.00144 *"),
    Fault(name: "slow page threshold times ten", text: "0.006 *", replacement: "0.06 *"),
    // The two ticket pairs of 30 days spend the same share, so with constant traffic either of them
    // covers for the other; both are broken.
    Fault(
      name: "ticket thresholds times ten",
      text: "(0.003 *",
      replacement: "(0.03 *",
      also: ("(0.001 *", "(0.01 *")
    ),
    Fault(
      name: "no history guard of pages",
      text: " / slo:history:ratio1h\(id)",
      replacement: ""
    ),
    Fault(
      name: "no history guard of tickets",
      text: " / slo:history:ratio3d\(id)",
      replacement: ""
    ),
    Fault(name: "offset of a minute more", text: "offset 10s", replacement: "offset 1m10s"),
    Fault(name: "no births", text: "or slo:born_errors:increase1m\(id)", replacement: ""),
    Fault(name: "births without their target", text: "offset 1m10s == 1", replacement: "== 0"),
    Fault(name: "range without the shared scrape", text: "[1m15s]", replacement: "[1m]"),
    Fault(name: "no minimum of errors", text: ", 2.3)", replacement: ", 0.3)"),
    Fault(name: "pages end at once", text: "    keep_firing_for: 5m\n", replacement: ""),
    Fault(
      name: "no errors where no error series is",
      text: "or 0 * slo:events:increase1m\(id)",
      replacement: ""
    ),
    Fault(name: "hours of two hours", text: "[59m59s999ms]", replacement: "[1h59m59s999ms]"),
    Fault(name: "groups thrown together", text: "sum by (route) (", replacement: "sum ("),
    Fault(name: "absence told late", text: "for: 10m", replacement: "for: 20m"),
    Fault(
      name: "absence never told",
      text: "expr: 'absent(",
      replacement: "expr: 'absent(vector(1) or "
    ),
    Fault(name: "budget that grows", text: "expr: '1 - slo:", replacement: "expr: '1 + slo:"),
    Fault(name: "burn rate by another budget", text: "> 0) / 0.001", replacement: "> 0) / 0.01"),
    Fault(
      name: "another bucket",
      text: "le=~\"1|1[.]0\"",
      replacement: "le=~\"2|2[.]0\"",
      indicator: ExampleModels.latency
    ),
    Fault(
      name: "good and bad slices exchanged",
      text: ">= bool 30",
      replacement: "< bool 30",
      indicator: ExampleModels.sample(.gauge(ExampleModels.selection("lag_seconds")), .less, 30)
    ),
  ]

  @Test(arguments: faults)
  func `faults are found`(_ fault: Fault) throws {
    var dimensions = ["route"]
    if case .samples = fault.indicator { dimensions = [] }
    let isAvailability = fault.indicator == ExampleModels.availability
    let slo = ExampleModels.slo("slo", fault.indicator, by: dimensions, births: isAvailability)
    let model = ExampleModels.model([slo])
    let tests = RuleTestFiles.artifacts(
      for: model,
      plan: RulePlan.plan(for: model),
      extent: .short
    )
    let rules = Generation.generate(from: model).artifacts
      .filter { $0.path == "prometheus/shop.rules.yml" }
    let broken = rules.map { artifact in
      let text = String(decoding: artifact.bytes, as: UTF8.self)
      var changed = text.replacing(fault.text, with: fault.replacement)
      if let also = fault.also { changed = changed.replacing(also.text, with: also.replacement) }
      #expect(changed != text, "the rules no longer contain \(fault.text)")
      return Artifact(path: artifact.path, bytes: Array(changed.utf8))
    }
    let result = try Promtool.test(broken + tests)
    #expect(!result.isSuccess)
    #expect(result.output.contains("FAILED"), "\(result.output.prefix(1000))")
    #expect(!result.output.contains("parse error"), "\(result.output.prefix(1000))")
  }
}
