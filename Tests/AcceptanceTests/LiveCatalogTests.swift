import CommandSupport
import Foundation
import ServerSupport
import Testing

/// Catalogs from what real exporters show.
@Suite struct LiveCatalogTests {
  /// An exporter, and how it is started on a port with a folder of its own.
  struct Exporter: Sendable, CustomTestStringConvertible {
    let program: String
    let arguments: String
    var testDescription: String { program }
  }

  private static let exporters = [
    Exporter(
      program: "prometheus",
      arguments: "--config.file=empty.yml --storage.tsdb.path=data --web.listen-address="
    ),
    Exporter(program: "prometheus-node-exporter", arguments: "--web.listen-address="),
    Exporter(
      program: "prometheus-alertmanager",
      arguments: "--config.file=route.yml --storage.path=data --cluster.listen-address= "
        + "--web.listen-address="
    ),
  ]

  @Test(arguments: exporters)
  func declaresAllThatIsExposed(_ exporter: Exporter) async throws {
    guard Tool.isExpected(exporter.program) else {
      print("skipped: \(exporter.program) is not installed")
      return
    }
    let folder = try TemporaryFolder()
    try folder.write("global: {}\n", to: "empty.yml")
    try folder.write("route: {receiver: nobody}\nreceivers: [{name: nobody}]\n", to: "route.yml")
    let port = try Loopback.freePort()
    let outcome = try await Executable.run(
      script: Self.script(exporter, port: port),
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\n\(outcome.standardError)")
    for format in ["text", "openmetrics"] {
      let page = try folder.text("\(format).txt")
      let catalog = try folder.text("\(format).slo")
      let families = page.split(separator: "\n").count { $0.hasPrefix("# TYPE ") }
      let declared = catalog.split(separator: "\n").filter { $0.hasPrefix("metric ") }
      print("\(exporter.program): \(declared.count) of \(families) metrics as \(format)")
      #expect(families > 50)
      #expect(declared.count == families)
      Self.expectBuckets(of: page, in: catalog)
    }
  }

  /// Starts the exporter, saves its page in both formats, and has catalogs made of them.
  private static func script(_ exporter: Exporter, port: UInt16) -> String {
    """
    \(exporter.program) \(exporter.arguments)127.0.0.1:\(port) > log 2>&1 &
    trap 'kill $!' EXIT
    page=http://127.0.0.1:\(port)/metrics
    fetch() {
      python3 -c 'import sys, urllib.request as r; sys.stdout.buffer.write(r.urlopen(r.Request(
        sys.argv[1], headers={"Accept": sys.argv[2]}), timeout=5).read())' "$page" "$1"
    }
    for try in $(seq 100); do fetch text/plain > text.txt 2> /dev/null && break; sleep 0.1; done
    fetch 'application/openmetrics-text; version=1.0.0' > openmetrics.txt || { cat log; exit 1; }
    for format in text openmetrics; do
      slogen catalog --from $format.txt --out $format.slo || exit 1
      slogen check $format.slo || exit 1
      slogen catalog --from $format.txt --out $format.slo | grep 'up to date' || exit 1
    done
    """
  }

  /// Each histogram has as many buckets as its page shows finite bounds. Of durations, a spec
  /// states whole milliseconds only, and of sizes whole bytes; the others are told in a comment.
  private static func expectBuckets(of page: String, in catalog: String) {
    var bounds: [Substring: Set<Substring>] = [:]
    for line in page.split(separator: "\n") where line.contains("_bucket{") {
      let name = line.prefix { $0 != "{" }.dropLast("_bucket".count)
      let bound = line.split(separator: "le=\"").last?.prefix { $0 != "\"" } ?? ""
      guard bound != "+Inf", let value = Double(bound) else { continue }
      let scaled = name.contains("_seconds") ? value * 1000 : value
      let isMeasure = name.contains("_seconds") || name.contains("_bytes")
      let isStated = !isMeasure || abs(scaled.rounded() - scaled) < 1e-9
      if isStated { bounds[name, default: []].insert(bound) }
    }
    for (name, bounds) in bounds {
      let declaration = catalog.split(separator: "metric \(name): ").last ?? ""
      let setting = declaration.prefix { $0 != "}" }.split(separator: "buckets:").last ?? ""
      let buckets = setting.split(separator: ",").count
      #expect(buckets == bounds.count, "\(name): \(setting)")
    }
  }
}
