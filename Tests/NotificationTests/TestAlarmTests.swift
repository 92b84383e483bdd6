import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport
import Testing

/// The texts of a test alarm are those that Prometheus writes where the series hold its readings.
@Suite struct TestAlarmTests {
  /// An SLO of the specs of `Tests/Corpus/alarm-texts`, and its alarms.
  private struct Subject {
    let plans: Plans
    let slo: ServiceLevelObjective

    var rules: [AlertRule] {
      plans.rules.alerts.filter { rule in
        rule.labels["slo_id"] == slo.identity.text && rule.name != "SLOEventsAbsent"
      }
    }
  }

  private static func subjects(in example: Corpus.Case) throws -> [Subject] {
    let plans = try RoutedSpec(example).plans
    return plans.model.services.flatMap(\.objectives).map { Subject(plans: plans, slo: $0) }
  }

  @Test(arguments: try Corpus("alarm-texts").cases)
  func labelsAreRealAndMarked(_ example: Corpus.Case) throws {
    for subject in try Self.subjects(in: example) {
      let alarms = TestAlarm.alarms(of: subject.slo, in: subject.plans, now: 60)
      #expect(!alarms.isEmpty)
      #expect(alarms.count == subject.rules.count)
      for (alarm, rule) in zip(alarms, subject.rules) {
        #expect(alarm.labels["alertname"] == rule.name)
        #expect(Set(rule.labels).isSubset(of: alarm.labels))
        #expect(alarm.labels["slo_alarm_test"] == "true")
        #expect(rule.dimensions.allSatisfy { alarm.labels[$0] == "alarm-test" })
        #expect(alarm.annotations["summary"].hasPrefix("[TEST] "))
        #expect(!alarm.annotations["description"].contains("unknown"))
        #expect(alarm.annotations["description"].contains("FIRING"))
      }
    }
  }

  @Test(
    .enabled(if: Tool.isExpected(["promtool"]), "promtool is not installed"),
    arguments: try Corpus("alarm-texts").cases
  )
  func prometheusWritesTheSame(_ example: Corpus.Case) async throws {
    for subject in try Self.subjects(in: example) {
      let alarms = TestAlarm.alarms(of: subject.slo, in: subject.plans, now: 60)
      for (alarm, rule) in zip(alarms, subject.rules) {
        try await expect(rule, toRead: alarm, of: subject.slo)
      }
    }
  }

  /// The rule with a condition that always holds, beside the series that its texts read.
  private func expect(
    _ rule: AlertRule,
    toRead alarm: TestAlarm,
    of slo: ServiceLevelObjective
  ) async throws {
    let quoted = { (text: String) in YAMLScalar.doubleQuoted(text) }
    let lines = { (labels: [Label]) in
      "{" + labels.map { "\($0.name): \(quoted($0.value))" }.joined(separator: ", ") + "}"
    }
    let group = alarm.labels.filter { $0.name == "slo_id" || rule.dimensions.contains($0.name) }
    let matchers = group.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
    guard case .incident(let severity) = alarm.subject else { return }
    let readings = ExampleReadings(of: slo, severity: severity, now: 60).series
    let series = readings.sorted { $0.key < $1.key }.map { name, value in
      "    - {series: \(quoted("\(name){\(matchers)}")), values: '\(value.decimalText)x2'}"
    }
    // Templates see the labels of the result, not those that the rule adds.
    let condition = group.reduce("vector(1)") { inner, label in
      "label_replace(\(inner), \"\(label.name)\", \"\(label.value)\", \"\", \"\")"
    }
    let folder = try TemporaryFolder()
    // A test says `[TEST]` and that it is one; nothing else differs.
    let real = alarm.annotations.filter { $0.name != "alarm_test" }.map { annotation in
      Label(annotation.name, annotation.value.replacing("[TEST] ", with: "", maxReplacements: 1))
    }
    let texts = try Self.annotations(of: rule)
    try folder.write(
      """
      groups:
      - name: test
        rules:
        - alert: Test
          expr: '\(condition)'
          annotations: {\(texts.joined(separator: ", "))}

      """,
      to: "rules.yml"
    )
    try folder.write(
      """
      rule_files: [rules.yml]
      tests:
      - interval: 1m
        input_series:
      \(series.map { $0.dropFirst(2) }.joined(separator: "\n"))
        alert_rule_test:
        - eval_time: 1m
          alertname: Test
          exp_alerts: [{exp_labels: \(lines(group)), exp_annotations: \(lines(real))}]

      """,
      to: "test.yml"
    )
    let outcome = try await Executable.run(
      script: "promtool test rules test.yml 2>&1",
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)")
  }

  /// `name: "template"`, as the rules have them.
  private static func annotations(of rule: AlertRule) throws -> [String] {
    rule.annotations.map { annotation in
      let template = GoTemplate.text(
        of: annotation,
        identity: rule.labels.filter { $0.name == "slo_id" },
        dimensions: rule.dimensions
      )
      return "\(annotation.name): \(YAMLScalar.doubleQuoted(template))"
    }
  }
}
