import Codegen

/// A file of rules with a group for each rule.
struct SplitRules {
  let artifact: Artifact
  /// In the order of the rules.
  let groups: [String]

  init(_ file: Artifact) {
    var lines: [Substring] = []
    var head: [Substring] = []
    var groups: [String] = []
    for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("- name: ") || line.hasPrefix("  interval: ") || line == "  rules:" {
        if line.hasPrefix("- name: ") { head = [] }
        head.append(line)
        continue
      }
      if line.hasPrefix("  - ") {
        let name = head[0].dropFirst("- name: ".count) + "/\(groups.count)"
        groups.append(String(name))
        lines += ["- name: " + name] + head.dropFirst()
      }
      if !line.hasPrefix("  #") { lines.append(line) }
    }
    artifact = Artifact(
      path: file.path,
      bytes: Array((lines.joined(separator: "\n") + "\n").utf8)
    )
    self.groups = groups
  }

  /// The tests of split rules, which are evaluated in reverse order.
  static func reversed(_ tests: Artifact, groups: [String]) -> Artifact {
    var lines: [Substring] = []
    var isOrder = false
    for line in String(decoding: tests.bytes, as: UTF8.self).split(separator: "\n") {
      if isOrder, line.hasPrefix("- ") { continue }
      isOrder = line == "group_eval_order:"
      lines.append(line)
      if isOrder { lines += groups.reversed().map { Substring("- \($0)") } }
    }
    return Artifact(
      path: tests.path,
      bytes: Array((lines.joined(separator: "\n") + "\n").utf8)
    )
  }
}
