import Codegen
import SLODSL
import Testing

/// The annotations of burn alerts are filled in when they are sent, also where labels need quotes.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct AnnotationTests {
  /// A total outage of 20 minutes of a route with a quote in its name.
  ///
  /// No alert is expected, so that promtool prints the ones that it gets.
  private static let test = """
    rule_files: [shop.rules.yml]
    evaluation_interval: 1m
    group_eval_order: ['slo:shop/slo:counts', 'slo:shop/slo:long']
    tests:
    - interval: 15s
      input_series:
      - series: 'http_requests_total{job="shop",instance="a",route="/a\\"b",code="200"}'
        values: '1000000+2000x160 1320000x80'
      - series: 'http_requests_total{job="shop",instance="a",route="/a\\"b",code="500"}'
        values: '1000000x160 1002000+2000x79'
      alert_rule_test:
      - {eval_time: 58m, alertname: SLOPageBurn, exp_alerts: []}
      - {eval_time: 58m, alertname: SLOTicketBurn, exp_alerts: []}
    """

  @Test func `annotations are filled in`() throws {
    let slo = ExampleModels.slo("slo", ExampleModels.availability, by: ["route"], births: true)
    let rules = Generation.generate(from: ExampleModels.model([slo])).artifacts
      .filter { $0.path.hasSuffix("shop.rules.yml") }
    let test = Artifact(path: "prometheus/shop.test.yml", bytes: Array(Self.test.utf8))
    let result = try Promtool.test(rules + [test])
    let output = result.output
    #expect(output.contains("alertname: SLOPageBurn"))
    #expect(output.contains("alertname: SLOTicketBurn"))
    #expect(output.contains("Annotations:{"))
    for word in ["severity=\"page\"", "severity=\"ticket\"", "FIRING", "Budget left"] {
      #expect(output.contains(word), "\(word) in \(output)")
    }
    for word in ["<error", "<no value>", "NaN", "%!", "{{"] {
      #expect(!output.contains(word), "\(word) in \(output)")
    }
  }
}
