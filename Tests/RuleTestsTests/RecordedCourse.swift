import Codegen
import Foundation

/// What rules record and which alerts fire, minute by minute, as promtool sees it.
struct RecordedCourse {
  /// A series: its name, and its labels as promtool prints them.
  struct Series: Hashable, Comparable, CustomStringConvertible {
    let name: String
    let labels: String

    var description: String { "\(name){\(labels)}" }

    func named(_ other: String) -> Series { Series(name: other, labels: labels) }

    static func < (left: Series, right: Series) -> Bool { left.description < right.description }
  }

  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  /// By minute, from 0 on.
  let minutes: [[Series: Double]]

  /// - Parameters:
  ///   - rules: rule files.
  ///   - groups: the names of their groups in the order of their evaluation.
  ///   - input: the `input_series` of a test and how far apart their samples are.
  init(
    of rules: [Artifact],
    inOrder groups: [String],
    fedWith input: TestInput
  ) throws {
    let query = "{__name__=~\"slo:.+|ALERTS\",alertstate!=\"pending\"}"
    let test = JSON.object([
      JSON.Member("rule_files", .array(rules.map { .text("../" + $0.path) })),
      JSON.Member("evaluation_interval", .text("1m")),
      JSON.Member("group_eval_order", .array(groups.map(JSON.text))),
      JSON.Member(
        "tests",
        .array([
          .object([
            JSON.Member("interval", input.interval), JSON.Member("input_series", input.series),
            JSON.Member(
              "promql_expr_test",
              .array(
                (0...input.minutes).map { minute in
                  .object([
                    JSON.Member("expr", .text(query)),
                    JSON.Member("eval_time", .text("\(minute)m")),
                  ])
                }
              )
            ),
          ])
        ])
      ),
    ])
    // An expectation of nothing fails wherever there is something, and says what.
    let file = Artifact(path: "tests/all.test.yml", bytes: JSONWriter.document(test))
    let output = try Promtool.test(rules + [file]).output
    var minutes: [[Series: Double]] = Array(repeating: [:], count: input.minutes + 1)
    var minute: Int?
    for line in output.split(separator: "\n") {
      if let time = line.range(of: ", time: ") {
        minute = Self.minute(of: line[time.upperBound...].dropLast())
      } else if let got = line.range(of: "got: ") {
        guard let minute else { throw Unreadable(description: output) }
        minutes[minute] = try Self.samples(in: line[got.upperBound...])
      }
    }
    guard minute != nil else { throw Unreadable(description: output) }
    self.minutes = minutes
  }

  subscript(series: Series, minute: Int) -> Double? {
    minutes.indices.contains(minute) ? minutes[minute][series] : nil
  }

  var series: [Series] { Set(minutes.flatMap(\.keys)).sorted() }

  /// `1h5m`, `7m`, `0s`
  private static func minute(of text: Substring) -> Int {
    var minutes = 0
    var number = 0
    for character in text {
      if let digit = character.wholeNumberValue {
        number = 10 * number + digit
      } else {
        minutes += character == "h" ? 60 * number : character == "m" ? number : 0
        number = 0
      }
    }
    return minutes
  }

  /// `{__name__="slo:info", slo_id="a/b"} 1E+00, {…} 2E+00`
  private static func samples(in text: Substring) throws -> [Series: Double] {
    let start = "{__name__=\""
    var samples: [Series: Double] = [:]
    for part in text.components(separatedBy: ", " + start) {
      let sample = part.hasPrefix(start) ? String(part.dropFirst(start.count)) : part
      guard let end = sample.range(of: "} ", options: .backwards),
        let value = Double(sample[end.upperBound...]),
        let name = sample.firstIndex(of: "\"")
      else { throw Unreadable(description: part) }
      let labels = sample[sample.index(after: name)..<end.lowerBound]
      let series = Series(
        name: String(sample[..<name]),
        labels: labels.hasPrefix(", ") ? String(labels.dropFirst(2)) : ""
      )
      samples[series] = value
    }
    return samples
  }
}

/// The traffic of a generated rule test.
struct TestInput {
  let name: String
  let interval: JSON
  let series: JSON
  /// How long something is expected.
  let minutes: Int

  /// Those of a file of rule tests.
  static func inputs(in file: Artifact) throws -> [TestInput] {
    let document = try YAMLReader.read(file.bytes)
    return (document["tests"]?.elements ?? []).compactMap { test in
      guard let interval = test["interval"], let series = test["input_series"] else { return nil }
      return TestInput(
        name: test["name"]?.text ?? "",
        interval: interval,
        series: series,
        minutes: 0
      )
    }
  }

  /// The same for so long.
  func lasting(_ minutes: Int) -> TestInput {
    TestInput(name: name, interval: interval, series: series, minutes: minutes)
  }
}
