import Codegen
import CommandSupport
import Foundation
import SLODSL
import ServerSupport
import TestSupport
import Testing

/// A service breaks, half recovers and recovers: with the generated rules in a real Prometheus and
/// the generated routes in a real Alertmanager, everybody is told what the spec says, and when.
@Suite(
  .enabled(
    if: Tool.isExpected(["prometheus"]) && Tool.isExpected(AlertmanagerServer.programs),
    "prometheus or alertmanager is not installed"
  )
)
struct EndToEndTests {
  /// What a webhook was told of one alert, from its first notification to that of its end.
  private struct Story {
    let alert: WebhookMessage.Alert
    let end: WebhookMessage.Alert
    let arrival: Date

    init(of name: String, at path: String, in log: NotificationLog) throws {
      let deliveries = log.deliveries(at: path)
      let first = try #require(deliveries.first)
      let messages = try deliveries.map { try $0.message() }
      // One incident of one group, and nothing else.
      for message in messages {
        #expect(message.alerts.map { $0.labels["alertname"] } == [name])
        #expect(message.alerts.map { $0.labels["route"] } == [IncidentStage.route])
      }
      #expect(messages.first?.status == "firing")
      alert = try #require(messages.first?.alerts.first)
      end = try #require(messages.last { $0.status == "resolved" }?.alerts.first)
      arrival = first.arrival
    }
  }

  @Test func anIncidentIsToldFromItsPageToItsRecovery() async throws {
    let stage = try IncidentStage()
    try await stage.waitUntilReady()

    stage.exporter.set(IncidentStage.route, .init(bad: 100))
    try await stage.wait(for: "firing", at: "/log")
    try await stage.waitUntilTicketIsInhibited()
    #expect(stage.log.deliveries(at: "/desk").isEmpty)
    #expect(stage.log.deliveries(at: "/chat").isEmpty)

    // Nothing inhibits the alert on a cause.
    try await stage.wait(for: "the alert on a cause") {
      !stage.log.deliveries(at: "/ops").isEmpty
    }

    // Too much for the ticket, and no longer worth a page.
    stage.exporter.set(IncidentStage.route, .init(good: 92, bad: 8))
    try await stage.wait(for: "resolved", at: "/log")
    try await stage.wait(for: "firing", at: "/desk")

    stage.exporter.set(IncidentStage.route, .init(good: 100))
    try await stage.wait(for: "resolved", at: "/desk")
    try await expectTexts(in: stage)
    if Amtool.isExpected { try await expectSilence(in: stage) }

    let page = try Story(of: AlertName.burn(.page), at: "/log", in: stage.log)
    let ticket = try Story(of: AlertName.burn(.ticket), at: "/desk", in: stage.log)
    #expect(page.alert.startsAt <= ticket.alert.startsAt)
    #expect(page.end.endsAt <= ticket.arrival)
    #expect(page.end.endsAt <= ticket.end.endsAt)
    for (story, severity) in [(page, AlertSeverity.page), (ticket, .ticket)] {
      let name = AlertName.burn(severity)
      let rule = try #require(stage.plans.rules.alerts.first { $0.name == name })
      expectLabelsAndLinks(of: story.alert, as: rule)
      try await expectStart(of: story.alert, when: rule, in: stage.prometheus.api)
    }
    try expectNumbers(of: page.alert, pair: "10x over 20s and 5s", factor: 10)
    try expectNumbers(of: ticket.alert, pair: "6x over 40s and 10s", factor: 6)
  }

  /// What PagerDuty shows of the page, and Slack of the ticket and of its end.
  private func expectTexts(in stage: IncidentStage) async throws {
    let pages = { try stage.log.deliveries(at: "/pager").map(ShownNotification.init(pagerDuty:)) }
    let messages = { try stage.log.deliveries(at: "/chat").map(ShownNotification.init(slack:)) }
    let causes = { try stage.log.deliveries(at: "/ops").map(ShownNotification.init(slack:)) }
    try await stage.wait(for: "recovery at PagerDuty and Slack") {
      try pages().contains(where: \.isRecovery) && messages().contains(where: \.isRecovery)
        && causes().contains(where: \.isRecovery)
    }
    let golden = try #require(try Corpus("end-to-end").cases.first)
    try golden.expect(try #require(try pages().first).text, as: "page.txt")
    try golden.expect(try #require(try messages().first).text, as: "ticket.txt")
    try golden.expect(try #require(try causes().first).text, as: "cause.txt")
    let recovery = try messages().last(where: \.isRecovery)
    try golden.expect(try #require(recovery).text, as: "recovery.txt")
  }

  /// The command that the page shows silences this incident, and no more.
  private func expectSilence(in stage: IncidentStage) async throws {
    struct Silence: Decodable {
      struct Matcher: Decodable, Hashable {
        let name: String
        let value: String
        let isEqual: Bool
        let isRegex: Bool
      }

      let matchers: [Matcher]
    }
    let delivery = try #require(stage.log.deliveries(at: "/pager").first)
    let command = try #require(try ShownNotification(pagerDuty: delivery).command)
    let outcome = try await Executable.run(script: command, in: "/")
    #expect(outcome.exitCode == 0, "\(command)\n\(outcome.standardError)")
    let answer = try await stage.alertmanager.show("/silences")
    let silences = try JSONDecoder().decode([Silence].self, from: Data(answer))
    let matcher = { Silence.Matcher(name: $0, value: $1, isEqual: true, isRegex: false) }
    #expect(
      silences.map { Set($0.matchers) } == [
        [matcher("route", IncidentStage.route), matcher("slo_id", "shop/availability")]
      ]
    )
  }

  private func expectLabelsAndLinks(of alert: WebhookMessage.Alert, as rule: AlertRule) {
    var labels = ["alertname": rule.name, "route": IncidentStage.route]
    for label in rule.labels { labels[label.name] = label.value }
    #expect(alert.labels == labels)
    let anchor = rule.name == AlertName.burn(.page) ? "page" : "ticket"
    #expect(
      alert.annotations["runbook_url"]
        == "https://runbooks.example.com/shop#availability-\(anchor)"
    )
    let dashboard =
      "https://grafana.example.com/d/slogen-slo-shop?var-slo=shop/availability"
      + "&var-route=%2Fpay&from="
    #expect(alert.annotations["dashboard_url"]?.hasPrefix(dashboard) ?? false)
  }

  /// The alert is as old as its condition: it held then, and not an evaluation earlier.
  private func expectStart(
    of alert: WebhookMessage.Alert,
    when rule: AlertRule,
    in api: PrometheusAPI
  ) async throws {
    let start = alert.startsAt.timeIntervalSince1970
    let condition = rule.expression.writtenLine
    #expect(try await api.instant(condition, at: start).series.count == 1)
    #expect(try await api.instant(condition, at: start - 1).series.isEmpty)
  }

  /// `FIRING 10x over 20s and 5s: burn 15.1x and 60.2x, 302 errors in 20s.`
  private func expectNumbers(
    of alert: WebhookMessage.Alert,
    pair: String,
    factor: Double
  ) throws {
    let text = try #require(alert.annotations["description"])
    let line = try #require(text.split(separator: "\n").first { $0.contains(pair) }, "\(text)")
    #expect(line.hasPrefix("FIRING "))
    let words = line.split(separator: ":").last?.split(whereSeparator: { " x,".contains($0) }) ?? []
    let numbers = words.compactMap { Double($0) }
    #expect(numbers.count >= 3, "\(line)")
    #expect(numbers.prefix(2).allSatisfy { $0 >= factor && $0 <= 100 }, "\(line)")
    #expect(numbers.dropFirst(2).first ?? 0 >= 3, "\(line)")
  }
}
