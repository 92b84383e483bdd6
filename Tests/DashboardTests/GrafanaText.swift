/// What Grafana does to a query before it sends it.
enum GrafanaText {
  /// Puts values in for variables: those given, else `x`, and fixed lengths for its own.
  static func filled(_ expression: String, values: [String: String]) -> String {
    expression.replacing(/\$(\w+)|\$\{(\w+)\}/) { match in
      let name = String(match.output.1 ?? match.output.2 ?? "")
      switch name {
      case "__rate_interval": return "1m30s"
      case "__interval": return "1m"
      default: return values[name] ?? "x"
      }
    }
  }

  /// A value as Grafana escapes it for a pattern: for RE2, and then for PromQL's string.
  static func pattern(of value: String) -> String {
    value.map { "\\^$*+?.()|[]{}".contains($0) ? "\\\\" + String($0) : String($0) }.joined()
  }
}
