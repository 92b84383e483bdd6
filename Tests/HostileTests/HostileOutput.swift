import Codegen
import Foundation

/// What is generated, read as those read it who load it.
struct HostileOutput {
  let artifacts: [Artifact]
  private let areTemplates: Bool
  /// Files that could not be read.
  private(set) var problems: [String] = []
  private(set) var leaves: [Leaf] = []

  /// - Parameter areTemplates: whether objects of clusters are templates of a chart.
  init(_ artifacts: [Artifact], areTemplates: Bool) {
    self.artifacts = artifacts
    self.areTemplates = areTemplates
    for artifact in artifacts {
      do { try read(artifact) } catch { problems.append("\(artifact.path): \(error)") }
    }
  }

  private struct Unreadable: Error {}

  private mutating func read(_ artifact: Artifact) throws {
    let path = artifact.path
    let text = String(decoding: artifact.bytes, as: UTF8.self)
    switch path.split(separator: ".").last {
    case "yml", "yaml", "json":
      guard let document = document(of: artifact) else { throw Unreadable() }
      // Which traffic proves a rule depends on what its texts are; promtool reads them back.
      if !path.hasSuffix(".test.yml") { append(document, path, "", "") }
    case "js": try appendModule(artifact.bytes, path)
    case "md": leaves += MarkdownPage(text, at: path).leaves
    case "tmpl": leaves += Languages.template(text, at: path)
    default: throw Unreadable()
    }
  }

  /// A file of YAML or JSON as a tree; nil for others, and for those that cannot be read.
  func document(of artifact: Artifact) -> JSON? {
    switch artifact.path.split(separator: ".").last {
    case "yml", "yaml": try? YAMLReader.read(plainBytes(of: artifact))
    case "json": JSON.read(artifact.bytes)
    default: nil
    }
  }

  /// A file as the cluster gets it: what Helm makes of a template that yields braces.
  func plainBytes(of artifact: Artifact) -> [UInt8] {
    let isObject = ["kubernetes/", "canary/"].contains(where: artifact.path.hasPrefix)
    guard areTemplates, isObject, !artifact.path.hasSuffix("adapter.yml") else {
      return artifact.bytes
    }
    let text = String(decoding: artifact.bytes, as: UTF8.self)
    return Array(text.replacing("{{ \"{{\" }}", with: "{{").utf8)
  }

  /// What a script carries out, and the program that does it. Remarks are of people.
  private mutating func appendModule(_ bytes: [UInt8], _ path: String) throws {
    guard let plan = JavaScriptReader.constant("plan", in: bytes) else { throw Unreadable() }
    append(plan, path, "", "")
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let start = lines.firstIndex { $0.starts(with: Array("const plan = ".utf8)) } ?? 0
    let end = lines[start...].firstIndex { $0.last == UInt8(ascii: ";") } ?? start
    let program = (lines[..<start] + lines[(end + 1)...]).filter {
      !$0.starts(with: Array("//".utf8))
    }
    leaves.append(
      Leaf(path, String(decoding: Array(program.joined(separator: [10])), as: UTF8.self))
    )
  }

  // MARK: Trees

  /// - Parameters:
  ///   - place: with the numbers of elements.
  ///   - keys: without them.
  private mutating func append(_ value: JSON, _ path: String, _ place: String, _ keys: String) {
    switch value {
    case .object(let members):
      // Labels of what is recorded are no templates.
      let keys = members.contains { $0.name == "record" } ? keys + "-recorded" : keys
      for member in members {
        // Panels have numbers made of their titles.
        let name = member.name.hasPrefix("panel-") ? "panel" : member.name
        append(member.value, path, place + "." + name, keys + "." + name)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        append(element, path, "\(place)[\(index)]", keys)
      }
    case .text(let text):
      if text.hasPrefix("panel-") { return }
      leaves += HostileOutput.reading(text, at: path + ":" + place, path, keys)
    case .number(let number):
      if !keys.hasSuffix(".id") { leaves.append(Leaf(path + ":" + place, "\(number)")) }
    case .boolean(let flag): leaves.append(Leaf(path + ":" + place, "\(flag)"))
    case .null: leaves.append(Leaf(path + ":" + place, "null"))
    }
  }

  // MARK: Files

  /// Whether nobody can see a character for what it is: it moves the cursor, ends a line or turns
  /// text around.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: scalar != "\n"
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// What is wrong with the names of files, and with bytes of any file.
  var complaints: [String] {
    var complaints = problems
    var seen: [String: String] = [:]
    for artifact in artifacts {
      if let other = seen.updateValue(artifact.path, forKey: artifact.path.lowercased()) {
        complaints.append("\(artifact.path) is \(other) where case does not count")
      }
      complaints += Self.complaints(aboutPath: artifact.path)
      let text = String(decoding: artifact.bytes, as: UTF8.self)
      if !text.utf8.elementsEqual(artifact.bytes) {
        complaints.append("\(artifact.path) is not UTF-8")
      }
      // vmalert puts variables of its environment in, in whatever file of rules there is.
      if artifact.path.hasSuffix(".yml"), text.contains("%{") {
        complaints.append("\(artifact.path) holds what vmalert takes for a variable")
      }
      for scalar in Set(text.unicodeScalars.filter(Self.isForbidden)).sorted() {
        complaints.append("\(artifact.path) holds \(scalar.escaped(asASCII: true))")
      }
    }
    return complaints
  }

  /// Every system must be able to have the file, and none may find it elsewhere.
  private static func complaints(aboutPath path: String) -> [String] {
    let devices = /(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?/
    return path.split(separator: "/", omittingEmptySubsequences: false).flatMap { name in
      var complaints: [String] = []
      if name.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.-]*/) == nil || name.hasSuffix(".") {
        complaints.append("\(path) has a part that is no plain name")
      }
      if name.wholeMatch(of: devices) != nil { complaints.append("\(path) is a device to Windows") }
      if name.utf8.count > 240 { complaints.append("\(path) has too long a part") }
      return complaints
    }
  }
}
