import Foundation
import SLODSL
import Testing

/// What real Prometheus servers say about thousands of expressions; kept beside the checkout, not
/// in it. The README there describes the fields.
struct ConformanceCorpus {
  /// One labelled expression.
  struct Case {
    let fields: [String: Any]

    var input: [UInt8] {
      if let text = fields["input"] as? String { return Array(text.utf8) }
      let digits = Array((fields["input_hex"] as? String ?? "").utf8)
      return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
        UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16)
      }
    }
    var text: String { String(decoding: input, as: UTF8.self) }
    var isAccepted: Bool { fields["ok"] as? Bool ?? false }
    var requires: [String] { fields["requires"] as? [String] ?? [] }
    var acceptedBy: [String]? { fields["accepted_by"] as? [String] }
  }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/corpus/promql")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func cases(_ name: String) throws -> [Case] {
    let bytes = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    let json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    let cases = json?["cases"] as? [[String: Any]] ?? []
    return cases.map(Case.init)
  }
}

/// How many cases of a file agree, and the first that do not.
struct Tally {
  private(set) var agreed = 0
  private(set) var differences: [String] = []

  mutating func count(_ agrees: Bool, _ difference: @autoclosure () -> String) {
    if agrees { agreed += 1 } else { differences.append(difference()) }
  }

  func summary(_ name: String) -> String {
    "\(name): \(agreed) of \(agreed + differences.count) agree"
  }
}

@Suite(.enabled(if: ConformanceCorpus.isPresent, "the corpus ../shared/corpus/promql is not here"))
struct ConformanceTests {
  static let files = [
    "parse", "printer", "pretty", "eval", "extra", "derived", "realworld", "realworld-rejected",
  ]

  @Test(arguments: files) func acceptsWhatServersAccept(_ name: String) throws {
    var tally = Tally()
    let cases = try ConformanceCorpus.cases(name)
    #expect(!cases.isEmpty)
    for item in cases {
      let verdict = Verdict(item.input, options: .everything)
      tally.count(
        verdict.isAccepted == item.isAccepted,
        "\(item.isAccepted ? "rejects" : "accepts") \(item.text.debugDescription): "
          + "\(verdict.errors.first?.message ?? "") — \(item.fields["error"] ?? "")"
      )
    }
    report(tally, "accepts", name)
  }

  @Test(arguments: files) func printsAsServersPrint(_ name: String) throws {
    var tally = Tally()
    for item in try ConformanceCorpus.cases(name) where item.isAccepted {
      guard let canonical = item.fields["canonical"] as? String,
        item.fields["canonical_roundtrip"] == nil,
        let expression = PromQLParser.parse(item.input, options: .everything).expression
      else { continue }
      tally.count(
        expression.text == canonical,
        "\(item.text.debugDescription): \(expression.text) instead of \(canonical)"
      )
    }
    report(tally, "prints", name)
  }

  @Test(arguments: files) func findsTheTypesThatServersFind(_ name: String) throws {
    var tally = Tally()
    for item in try ConformanceCorpus.cases(name) where item.isAccepted {
      guard let type = item.fields["type"] as? String else { continue }
      let verdict = Verdict(item.input, options: .everything)
      guard let found = verdict.type else { continue }
      tally.count(found.rawValue == type, "\(item.text.debugDescription): \(found) not \(type)")
    }
    report(tally, "types", name)
  }

  @Test(arguments: files) func readsBackWhatItPrints(_ name: String) throws {
    var tally = Tally()
    for item in try ConformanceCorpus.cases(name) {
      guard let expression = PromQLParser.parse(item.input, options: .everything).expression
      else { continue }
      for text in [expression.text, expression.prettyText] {
        let again = PromQLParser.parse(text).expression
        // Matchers are printed in order, whatever order they came in.
        tally.count(
          again?.text == expression.text,
          "\(item.text.debugDescription): \(text.debugDescription)"
        )
      }
    }
    report(tally, "reads back", name)
  }

  /// The portable profile takes nothing that Prometheus 2.42 refuses.
  @Test(arguments: files) func portableMeansOldServersToo(_ name: String) throws {
    var tally = Tally()
    for item in try ConformanceCorpus.cases(name) where item.isAccepted {
      let verdict = Verdict(item.input, options: .portable)
      let isOld = item.acceptedBy?.contains("2.42.0") ?? item.requires.isEmpty
      let isNew = item.acceptedBy?.contains("3.14.0") ?? item.requires.isEmpty
      guard verdict.isAccepted || isOld && isNew else { continue }
      tally.count(
        verdict.isAccepted == (isOld && isNew),
        "\(verdict.isAccepted ? "accepts" : "rejects") \(item.text.debugDescription) "
          + "\(verdict.errors.first?.message ?? "") \(item.acceptedBy ?? [])"
      )
    }
    report(tally, "portable", name)
  }

  /// How many cases of a file are known to differ. All are defects or oddities of the servers'
  /// printer (a duration of `1s1ms` as a number loses its millisecond, `on ()` before a scalar is
  /// dropped, doubled parentheses in durations collapse, `offset --2m` loses its signs), or texts
  /// that only they take: `anchored anchored`, `offset NaN`.
  private static let knownDifferences: [String: Int] = [
    "accepts derived": 3, "prints eval": 1, "prints extra": 1, "prints derived": 15,
    "reads back extra": 2,
  ]

  private func report(_ tally: Tally, _ subject: String, _ name: String) {
    print(subject + " " + tally.summary(name))
    let shown = ProcessInfo.processInfo.environment["SHOW"].flatMap { Int($0) } ?? 5
    for difference in tally.differences.prefix(shown) { print("  " + difference) }
    #expect(tally.differences.count == Self.knownDifferences[subject + " " + name] ?? 0)
  }
}
