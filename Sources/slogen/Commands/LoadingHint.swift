import Codegen

/// How Prometheus comes to know what was written.
enum LoadingHint {
  /// A few lines for below the summary; empty when there are no rules to load.
  static func text(for artifacts: [Artifact], in root: String) -> String {
    let suffix = ".rules.yml"
    guard let rules = artifacts.first(where: { $0.path.hasSuffix(suffix) }) else { return "" }
    let folder = rules.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { rules.path[...$0] } ?? ""
    let pattern = "\(root)/\(folder)*\(suffix)"
    return """

      To load the rules into Prometheus:
        promtool check rules \(pattern)
        rule_files: ["\(pattern)"]   # in prometheus.yml; relative to that file
        kill -HUP $(pidof prometheus)   # or, with --web.enable-lifecycle: POST /-/reload

      """
  }
}
