import Codegen

/// How Prometheus and Alertmanager come to know what was written.
enum LoadingHint {
  /// A few lines for below the summary; empty when there is nothing to load.
  static func text(for artifacts: [Artifact], in root: String) -> String {
    rules(artifacts, in: root) + routes(artifacts, in: root)
  }

  private static func routes(_ artifacts: [Artifact], in root: String) -> String {
    guard let file = artifacts.first(where: { $0.path.hasSuffix("/alertmanager.yml") }) else {
      return ""
    }
    return """

      To tell people:
        amtool check-config \(root)/\(file.path)
        alertmanager --config.file=\(root)/\(file.path)

      """
  }

  private static func rules(_ artifacts: [Artifact], in root: String) -> String {
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
