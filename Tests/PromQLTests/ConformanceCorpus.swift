import Codegen
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
    /// The servers that take it as they come.
    var acceptedBy: Set<String> {
      if let names = fields["accepted_by"] as? [String] { return Set(names) }
      guard isAccepted, requires.isEmpty else {
        // On by default in the newest server, which one file does not say.
        return requires == ["duration-expr"] ? ["3.14"] : []
      }
      return Set(Server.all.map(\.name))
    }

    /// An offset of NaN: servers take it, turn it into the smallest integer, and print a text that
    /// they cannot read.
    var hasNaNOffset: Bool { text.hasSuffix("offset NaN") }

    func string(_ name: String) -> String? { fields[name] as? String }
  }

  /// A version whose verdicts the corpus holds.
  struct Server: CustomTestStringConvertible {
    let name: String
    let options: PromQLOptions
    var testDescription: String { name }

    static let all = ["2.42", "2.45", "2.53", "3.0", "3.5", "3.9", "3.14"].map { name in
      let parts = name.split(separator: ".").compactMap { Int($0) }
      let version = PromQLVersion(parts[0], parts[1])
      return Server(
        name: name,
        options: PromQLOptions(
          oldest: version,
          newest: version,
          features: version < PromQLVersion(3, 14) ? [] : [.durationExpressions]
        )
      )
    }
  }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/corpus/promql")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func document(_ name: String) throws -> [String: Any] {
    let bytes = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
  }

  static func cases(_ name: String) throws -> [Case] {
    let cases = try document(name)["cases"] as? [[String: Any]] ?? []
    return cases.map(Case.init)
  }
}

/// How many cases of a file agree, and the first that do not.
struct Tally {
  let subject: String
  let file: String
  private(set) var agreed = 0
  private(set) var differences: [(input: String, text: String)] = []
  /// Inputs on which the servers are wrong, by our reading, and why.
  private(set) var defects: [String: Int] = [:]

  init(_ subject: String, _ file: String) {
    self.subject = subject
    self.file = file
  }

  mutating func count(_ agrees: Bool, _ input: String, _ difference: @autoclosure () -> String) {
    if agrees { agreed += 1 } else { differences.append((input, difference())) }
  }

  /// A case in which the servers do what we do not imitate, with the reason.
  mutating func except(_ reason: String) { defects[reason, default: 0] += 1 }

  /// Prints the count and expects no difference.
  func report() {
    let defective = defects.values.reduce(0, +)
    print("\(file), \(subject): \(agreed) of \(agreed + differences.count + defective) agree")
    for (reason, count) in defects.sorted(by: { $0.key < $1.key }) {
      print("  \(count) not imitated: \(reason)")
    }
    let shown = ProcessInfo.processInfo.environment["SHOW"].flatMap { Int($0) } ?? 5
    for difference in differences.prefix(shown) {
      print("  \(difference.input.debugDescription): \(difference.text)")
    }
    #expect(agreed > 0, "nothing was compared")
    #expect(differences.isEmpty)
  }
}
