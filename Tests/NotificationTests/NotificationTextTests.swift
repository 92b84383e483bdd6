import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport
import Testing

/// What every receiver shows people, as Alertmanager's own templates write it: `NAME.txt` beside
/// each spec of `Tests/Corpus/notifications`.
@Suite struct NotificationTextTests {
  @Test(
    .enabled(if: Amtool.isExpected, "amtool is not installed"),
    arguments: try Corpus("notifications").cases
  )
  func receiversShowWhatIsRecorded(_ example: Corpus.Case) async throws {
    let spec = try RoutedSpec(example)
    let routes = try #require(spec.plans.routes)
    let site = try RenderedNotifications(templates: spec.templates)
    var lines: [String] = []
    for (index, receiver) in routes.receivers.enumerated() {
      // All say the same, so one of them may tell all stories.
      let situations = try Situation.all(in: spec).prefix(index == 0 ? .max : 1)
      for situation in situations {
        lines.append("=== \(receiver.name), \(receiver.kind.rawValue): \(situation.name)")
        let texts = try await site.texts(of: receiver.integration, told: situation.data)
        for (key, text) in texts {
          let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
          lines.append(shown.count == 1 ? "\(key): \(text)" : "\(key):")
          if shown.count > 1 { lines += shown.map { $0.isEmpty ? "" : "  " + $0 } }
        }
        lines.append("")
      }
    }
    try example.expect(lines.map { $0 + "\n" }.joined(), as: "txt")
  }

  @Test func everyGoldenHasASpec() throws {
    #expect(try Corpus("notifications").goldensWithoutInput(endings: ["txt"]) == [])
  }
}

/// A moment at which somebody is told.
private struct Situation {
  let name: String
  /// What Alertmanager hands to templates.
  let data: JSON

  private static let now = 1_795_230_840

  /// That of a page comes first.
  static func all(in spec: RoutedSpec) throws -> [Situation] {
    let slo = try #require(spec.model.services.first?.objectives.first)
    let alarms = TestAlarm.alarms(of: slo, in: spec.plans, now: now).map(Alert.init)
    let page = try #require(alarms.first)
    let ticket = try #require(alarms.last)
    let other = Alert(
      labels: [
        Label("alertname", "NodeDown"), Label("instance", "it's \"a\\b\"\n& <i>{{ .x }}</i>"),
        Label("severity", page.labels["severity"]),
      ],
      annotations: []
    )
    var groups = [page, page, page]
    for index in groups.indices {
      groups[index].replace("alarm-test", with: "/group\(index + 1)")
      groups[index].isFiring = index < 2
    }
    var over = page
    over.isFiring = false
    return [
      Situation("a page", [page]), Situation("a ticket", [ticket]),
      Situation("a page of several groups, of which one has recovered", groups),
      Situation("recovery", [over]), Situation("an alert of other rules", [other]),
    ]
  }

  private init(_ name: String, _ alerts: [Alert]) {
    self.name = name
    let common = alerts[0].labels.filter { label in
      alerts.allSatisfy { $0.labels[label.name] == label.value }
    }
    data = [
      "receiver": "somebody",
      "status": alerts.contains(where: \.isFiring) ? "firing" : "resolved",
      "alerts": .array(alerts.map(\.json)), "groupLabels": [:],
      "commonLabels": Alert.object(common), "commonAnnotations": [:],
      "externalURL": "http://alertmanager.example.com:9093",
    ]
  }

  private struct Alert {
    var labels: [Label]
    var annotations: [Label]
    var isFiring = true

    init(labels: [Label], annotations: [Label]) {
      self.labels = labels
      self.annotations = annotations
    }

    /// As if it were none of a test.
    init(_ alarm: TestAlarm) {
      labels = alarm.labels.filter { $0 != TestAlarm.marker }
      annotations = alarm.annotations.filter { $0.name != "alarm_test" }
      replace("[TEST] ", with: "")
    }

    mutating func replace(_ old: String, with new: String) {
      labels = labels.map { Label($0.name, $0.value.replacing(old, with: new)) }
      annotations = annotations.map { Label($0.name, $0.value.replacing(old, with: new)) }
    }

    var json: JSON {
      [
        "status": isFiring ? "firing" : "resolved", "labels": Self.object(labels),
        "annotations": Self.object(annotations), "startsAt": "2026-11-21T03:14:00Z",
        "endsAt": "2026-11-21T03:52:30Z", "generatorURL": "http://prometheus.example.com/graph",
        "fingerprint": "0",
      ]
    }

    static func object(_ labels: [Label]) -> JSON {
      .object(labels.map { JSON.Member($0.name, .text($0.value)) })
    }
  }
}

/// Receivers' texts as amtool fills them in.
private struct RenderedNotifications {
  private let folder: TemporaryFolder

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  init(templates: [UInt8]) throws {
    folder = try TemporaryFolder()
    try folder.write(String(decoding: templates, as: UTF8.self), to: "slogen.tmpl")
  }

  /// The settings that are templates, in their order, each by its path.
  func texts(
    of settings: [ReceiverSetting],
    told data: JSON
  ) async throws -> [(key: String, text: String)] {
    let templates = Self.templates(in: settings)
    try folder.write(String(decoding: JSONWriter.document(data), as: UTF8.self), to: "data.json")
    var script = "set -e\n"
    for (index, template) in templates.enumerated() {
      try folder.write(template.text, to: "\(index).text")
      script += """
        amtool template render --template.glob=slogen.tmpl --template.data=data.json \
          --template.type=\(template.type) --template.text="$(cat \(index).text)" > \(index).out

        """
    }
    let outcome = try await Executable.run(script: script, in: folder.path)
    guard outcome.exitCode == 0 else {
      throw Failure(description: outcome.standardError + outcome.standardOutput)
    }
    return try templates.enumerated().map { index, template in
      var text = try folder.text("\(index).out")[...]
      while text.last == "\n" { text = text.dropLast() }
      return (template.key, String(text))
    }
  }

  private static func templates(
    in settings: [ReceiverSetting],
    below path: String = ""
  ) -> [(key: String, type: String, text: String)] {
    settings.flatMap { setting -> [(key: String, type: String, text: String)] in
      let key = path + setting.key
      switch setting.value {
      case .verbatim, .flag: return []
      case .template(let trees): return [(key, "text", GoTemplateWriter.text(of: trees))]
      case .html(let trees): return [(key, "html", GoTemplateWriter.text(of: trees))]
      case .map(let inner): return templates(in: inner, below: key + ".")
      case .list(let elements): return elements.flatMap { templates(in: $0, below: key + ".") }
      }
    }
  }
}
