import Codegen
import Foundation
import SLODSL
import Testing

/// What an author writes comes out of an alert as written.
@Suite struct AlertTextTests {
  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"))
  func labelsAndLinksComeOutAsWritten() throws {
    let pieces = [
      "{", "{{", "}", "}}", "{{-", "-}}", "$", ".", "\"", "`", "\\", "%", "%s", " ", "a",
    ]
    let texts = HostileText.table + HostileText.random(count: 80, from: pieces)
    let labels = texts.enumerated().map { Label("label\($0.offset)", $0.element) }
    let slo = Built.slo(
      noData: [.alert(after: .zero, each: false)],
      owner: nil,
      runbook: "https://x/{{#{",
      dashboard: "{{ \"d\" }}{",
      labels: labels
    )
    let generation = Generation.generate(from: Built.model(Built.service("checkout", slo)))
    let rules = try #require(generation.artifacts.first { $0.path.hasSuffix("checkout.rules.yml") })
    let expected = labels.map { "        \($0.name): \(HostileText.yaml($0.value))" }
    try Promtool.test(
      rules: rules.bytes,
      [
        "  - eval_time: 5m", "    alertname: SLOEventsAbsent", "    exp_alerts:",
        "    - exp_labels:", "        slo_id: checkout/availability",
        "        slo_service: checkout", "        slo_name: availability",
        "        severity: ticket",
      ] + expected + [
        "      exp_annotations:",
        "        summary: 'checkout/availability: no events are recorded'",
        "        description: Its metrics have vanished or were renamed; burn alerts cannot fire.",
        "        runbook_url: 'https://x/{{#{'", "        dashboard_url: '{{ \"d\" }}{'",
      ],
      head: "  alert_rule_test:"
    )
  }
}
