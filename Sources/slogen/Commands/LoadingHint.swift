import Codegen

/// How Prometheus, Alertmanager and clusters come to know what was written.
enum LoadingHint {
  /// A few lines for below the summary; empty when there is nothing to load.
  static func text(for artifacts: [Artifact], in root: String) -> String {
    rules(artifacts, in: root) + routes(artifacts, in: root) + objects(artifacts, in: root)
  }

  private static func routes(_ artifacts: [Artifact], in root: String) -> String {
    let paths = artifacts.map(\.path)
    var lines: [String] = []
    if let path = paths.first(where: { $0.hasSuffix("/alertmanager.yml") }) {
      lines += [
        "amtool check-config \(root)/\(path)", "alertmanager --config.file=\(root)/\(path)",
      ]
    }
    if let path = paths.first(where: { $0.hasSuffix("/fragment.yml") }) {
      lines.append(
        "yq eval-all '. as $item ireduce ({}; . *+ $item)' \(root)/\(path) YOURS.yml"
      )
    }
    if lines.isEmpty { return "" }
    return "\nTo tell people:\n" + lines.map { "  \($0)\n" }.joined()
  }

  private static func objects(_ artifacts: [Artifact], in root: String) -> String {
    let list = "kustomization.yaml"
    let folders = artifacts.map(\.path).filter { $0 == list || $0.hasSuffix("/" + list) }
      .map { "\(root)/\($0.dropLast(list.count))" }.sorted()
    if folders.isEmpty { return "" }
    return "\nTo apply what a cluster runs:\n"
      + folders.map { "  kubectl apply --server-side -k \($0)\n" }.joined()
  }

  private static func rules(_ artifacts: [Artifact], in root: String) -> String {
    let suffix = ".rules.yml"
    guard let rules = artifacts.first(where: { $0.path.hasSuffix(suffix) }) else { return "" }
    let folder = rules.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { rules.path[...$0] } ?? ""
    let pattern = "\(root)/\(folder)*\(suffix)"
    if artifacts.contains(where: { $0.path.hasPrefix("mimir/") }) {
      return mimir(root, tested: pattern)
    }
    return """

      To load the rules into Prometheus:
        promtool check rules \(pattern)
        rule_files: ["\(pattern)"]   # in prometheus.yml; relative to that file
        kill -HUP $(pidof prometheus)   # or, with --web.enable-lifecycle: POST /-/reload

      """
  }

  /// Namespaces are named, since all others that the tenant has would be removed.
  private static func mimir(_ root: String, tested pattern: String) -> String {
    """

    To load the rules into Mimir, with MIMIR_ADDRESS and MIMIR_TENANT_ID:
      promtool check rules \(pattern)
      mimirtool rules sync \(root)/mimir/*.yml \\
        --namespaces="$(ls \(root)/mimir | sed 's/[.]yml$//' | paste -sd, -)"

    """
  }
}
