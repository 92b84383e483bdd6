import Codegen
import SLODSL
import TestSupport
import Testing

/// Load tests agree with rules; whatever is changed in either is noticed.
@Suite struct LoadVerificationTests {
  /// A change of a file, and what is said of it.
  struct Break: Sendable, CustomTestStringConvertible {
    let path: String
    let old: String
    let new: String
    let message: String

    init(_ path: String, _ old: String, _ new: String, _ message: String) {
      self.path = path
      self.old = old
      self.new = new
      self.message = message
    }

    var testDescription: String { "\(old) → \(new)" }
  }

  private static let script = "k6/shop/http.js"
  private static let rules = "prometheus/shop.rules.yml"

  static let breaks = [
    Break(script, "\"objective\": 0.9,", "\"objective\": 0.8,", "is judged by 80%, and its"),
    Break(script, "\"objective\": 0.9,", "\"objective\": 0.8,", "80%, which no rule records"),
    Break(script, "\"rate>=0.9\"", "\"rate>=0.8\"", "no threshold in baseline is the objective"),
    Break(script, "\"count>=29\"", "\"count>=2\"", "may pass in baseline without enough events"),
    Break(script, "slo_events_availability{", "slo_events_x{", "without enough events"),
    Break(script, "\"events\": 29", "\"events\": 28", "takes 29 events to be shown"),
    Break(script, "\"milliseconds\": 1000", "\"milliseconds\": 900", "judged by 900 ms, which is"),
    Break(script, "p(90)<=1000", "p(80)<=1000", "the percentile of shop/latency in baseline"),
    Break(script, "\"bad\": [[500, 599]]", "\"bad\": [[501, 599]]", "has other bad statuses"),
    Break(script, "\"counted\": [[100, 499]]", "\"counted\": [[100, 599]]", "other counted"),
    Break(script, "\"shop/latency\"", "\"shop/speed\"", "does not judge shop/latency"),
    Break(script, "const plan = {", "const plan = [", "is not as slogen writes it"),
    Break(rules, "le=~\"1|1[.]0\"", "le=~\"2|2[.]0\"", "judged by 1000 ms, which is not the"),
    Break(rules, "expr: vector(0.9)", "expr: vector(0.95)", "by 90%, which no rule records"),
  ]

  private static func folder() throws -> (files: [Artifact], model: Model) {
    let spec = try #require(try Corpus("load-tests").cases.first { $0.name == "running" })
    let compilation = Compilation.compile([Parser.parse(try spec.source())], inputs: [])
    let model = try #require(compilation.model)
    return (Generation.generate(from: model).artifacts, model)
  }

  @Test func whatIsGeneratedAgrees() throws {
    let (files, model) = try Self.folder()
    #expect(FolderVerification.report(on: files, of: model).disagreements == [])
  }

  @Test(arguments: breaks)
  func aChangeIsNoticed(_ change: Break) throws {
    let (files, model) = try Self.folder()
    var isChanged = false
    let changed = files.map { file in
      guard file.path == change.path else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      let other = text.replacing(change.old, with: change.new)
      isChanged = other != text
      return Artifact(path: file.path, bytes: Array(other.utf8))
    }
    #expect(isChanged)
    let messages = FolderVerification.report(on: changed, of: model).disagreements
      .filter { $0.path.hasPrefix("k6/") }.map(\.message)
    #expect(messages.contains { $0.contains(change.message) }, "\(messages)")
  }

  @Test func aScriptTooManyOrTooFewIsNoticed() throws {
    let (files, model) = try Self.folder()
    let renamed = files.map { file in
      file.path == Self.script ? Artifact(path: "k6/shop/other.js", bytes: file.bytes) : file
    }
    let messages = FolderVerification.report(on: renamed, of: model).disagreements.map(\.message)
    #expect(messages.contains("no spec asks for this load test"))
    #expect(messages.contains("the specs ask for the load test http, and it is missing"))
  }
}
