/// What each tool takes a text for, by the place where it stands.
extension HostileOutput {
  static func reading(
    _ text: String,
    at place: String,
    _ path: String,
    _ keys: String
  ) -> [Leaf] {
    let key = String(keys.split(separator: ".").last ?? "")
    switch path.split(separator: "/").first {
    case "prometheus", "mimir": return rules(text, place, keys, key)
    case "kubernetes" where path.hasPrefix("kubernetes/rules/"):
      return rules(text, place, keys, key)
    case "alertmanager": return notifications(text, place, keys, key)
    case "kubernetes" where path.hasPrefix("kubernetes/alertmanagerconfig"):
      return notifications(text, place, keys, key)
    case "kubernetes", "canary": return objects(text, place, key)
    case "grafana", "grafana-v2":
      let isAuthored = path.split(separator: "/").count == 3
      return dashboards(text, place, key, isAuthored: isAuthored)
    // Metrics of k6 have plain names, made of the text that they are for.
    case "k6" where key == "metric": return []
    default: return [Leaf(place, text)]
    }
  }

  private static func rules(
    _ text: String,
    _ place: String,
    _ keys: String,
    _ key: String
  ) -> [Leaf] {
    switch key {
    case "expr", "series": return Languages.promQL(text, at: place)
    case "labels": return Languages.promQL(text, at: place)
    default:
      let isTemplate = keys.contains(".rules.labels.") || keys.contains(".rules.annotations.")
      return isTemplate ? Languages.template(text, at: place) : [Leaf(place, text)]
    }
  }

  private static func notifications(
    _ text: String,
    _ place: String,
    _ keys: String,
    _ key: String
  ) -> [Leaf] {
    if key.hasSuffix("matchers") { return Languages.promQL(text, at: place) }
    let words = keys.replacing("_", with: "").lowercased()
    let verbatim =
      !words.contains("configs")
      || ["url", "file", "smarthost", "auth", "routingkey", "apikey"].contains {
        words.contains($0)
      }
    return verbatim ? [Leaf(place, text)] : Languages.template(text, at: place)
  }

  private static func objects(_ text: String, _ place: String, _ key: String) -> [Leaf] {
    switch key {
    case "query", "seriesQuery", "metricsQuery": Languages.promQL(text, at: place)
    default: [Leaf(place, text)]
    }
  }

  private static func dashboards(
    _ text: String,
    _ place: String,
    _ key: String,
    isAuthored: Bool
  ) -> [Leaf] {
    switch key {
    // A query of Loki stands as its author wrote it.
    case "expr" where text.hasPrefix("{app"): return [Leaf(place, text)]
    case "expr", "query", "definition":
      return Languages.promQL(Languages.grafana(text), at: place)
    case "content" where isAuthored: return [Leaf(place, Languages.grafana(text))]
    case "description", "content":
      return MarkdownPage(Languages.grafana(text), at: place).leaves
    case "url": return [Leaf(place, Languages.grafana(text), .address)]
    default: return [Leaf(place, Languages.grafana(text))]
    }
  }
}
