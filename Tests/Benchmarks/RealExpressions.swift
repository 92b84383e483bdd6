import Foundation

/// Expressions as they stand in rule files and dashboards.
enum RealExpressions {
  /// The collected ones where they are at hand, else shapes like theirs with many names.
  static func load() -> [[UInt8]] {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = folder.appendingPathComponent("shared/corpus/promql/realworld.json")
    guard let data = try? Data(contentsOf: file),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let cases = json["cases"] as? [[String: Any]]
    else { return synthetic }
    return cases.compactMap { ($0["input"] as? String).map { Array($0.utf8) } }
  }

  private static let shapes = [
    "sum by (job, instance) (rate(NAME_requests_total{job=~\"$job\", code=~\"5..\"}[5m])) "
      + "/ sum by (job, instance) (rate(NAME_requests_total{job=~\"$job\"}[5m])) * 100 > 5",
    "histogram_quantile(0.99, sum(rate(NAME_duration_seconds_bucket{cluster=\"$cluster\"}[5m])) "
      + "by (le, route))",
    "max_over_time(NAME_queue_length{namespace=~\"prod-.*\",pod!=\"\"}[10m]) > 1000",
    "absent(up{job=\"NAME\"} == 1)",
    "(\n  node_NAME_avail_bytes{fstype!~\"tmpfs|overlay\"}\n    / node_NAME_size_bytes * 100"
      + " < 10\n  and on (instance, device)\n"
      + "  predict_linear(node_NAME_avail_bytes[6h], 24 * 3600) < 0\n)",
    "topk(10, count by (__name__, job) ({__name__=~\"NAME_.+\"}))",
    "label_replace(NAME_info{service=\"api\"}, \"zone\", \"$1\", \"node\", \"(.*)-[a-z]\")",
    "increase(NAME_failures_total{reason=\"timeout\"}[1h] offset 1d) or vector(0)",
  ]

  private static var synthetic: [[UInt8]] {
    (0..<500).flatMap { number in
      shapes.map { shape in
        Array(shape.replacingOccurrences(of: "NAME", with: "service\(number % 97)").utf8)
      }
    }
  }
}
