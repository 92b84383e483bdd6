import Codegen
import SLODSL
import Testing

/// A mistake in generated rules, as a change of their text.
struct RuleFault: Sendable, CustomTestStringConvertible {
  struct Change: Sendable {
    let text: String
    let replacement: String

    init(_ text: String, _ replacement: String) {
      self.text = text
      self.replacement = replacement
    }
  }

  let name: String
  /// The recording or alert that is changed; nil for all of them.
  var rule: String?
  let changes: [Change]
  let slo: ServiceLevelObjective
  /// Part of the names of the generated tests that must notice it: of one scenario.
  let scenario: String

  var testDescription: String { name }

  static let availability = ExampleModels.slo(
    "slo",
    ExampleModels.availability,
    by: ["route"],
    births: true
  )

  init(
    _ name: String,
    in rule: String? = nil,
    _ changes: Change...,
    of slo: ServiceLevelObjective = availability,
    noticedIn scenario: String
  ) {
    self.name = name
    self.rule = rule
    self.changes = changes
    self.slo = slo
    self.scenario = scenario
  }

  /// The rules with the fault; nil when what it changes is not there.
  func breaking(_ rules: String) -> String? {
    var broken: [Substring] = []
    var rest = changes.map { _ in 0 }
    var isInRule = rule == nil
    for line in rules.split(separator: "\n", omittingEmptySubsequences: false) {
      if let rule, Self.begins(line) {
        isInRule = line.hasSuffix(": \(rule)")
      }
      var changed = line
      if isInRule {
        for (index, change) in changes.enumerated() where changed.contains(change.text) {
          changed = changed.replacing(change.text, with: change.replacement)
          rest[index] += 1
        }
      }
      broken.append(changed)
    }
    return rest.contains(0) ? nil : broken.joined(separator: "\n")
  }

  private static func begins(_ line: Substring) -> Bool {
    ["  - record: ", "  - alert: ", "- name: "].contains { line.hasPrefix($0) }
  }
}
