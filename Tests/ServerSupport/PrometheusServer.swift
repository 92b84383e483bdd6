import CommandSupport
import Foundation

/// A real Prometheus on a free port of the loopback interface, until the last reference goes.
package final class PrometheusServer {
  package let port: UInt16
  package let api: PrometheusAPI
  private let folder: TemporaryFolder
  private let server: LeashedServer

  /// Starts the server and does not wait for it.
  ///
  /// - Parameters:
  ///   - program: the name or path of the executable.
  ///   - configuration: `prometheus.yml`, of the port that the server listens on.
  ///   - storage: the data directory; nil is a new one that goes with the server.
  ///   - flags: more of the command line. Blocks are kept for ten years, whatever their age.
  package init(
    _ program: String = "prometheus",
    configuration: (_ port: UInt16) -> String = { _ in "global: {}\n" },
    storage: String? = nil,
    flags: [String] = []
  ) throws {
    folder = try TemporaryFolder()
    port = try Loopback.freePort()
    api = PrometheusAPI(port: port)
    try folder.write(configuration(port), to: "prometheus.yml")
    server = try LeashedServer(
      [
        program, "--config.file=\(folder.path)/prometheus.yml",
        "--storage.tsdb.path=\(storage ?? folder.path + "/data")",
        "--web.listen-address=127.0.0.1:\(port)", "--storage.tsdb.retention.time=10y",
      ] + flags,
      log: folder
    )
  }

  /// Ends the server and waits until its storage is closed.
  package func stop() { server.stop() }

  package var isRunning: Bool { server.isRunning }

  /// What it has printed so far.
  package var log: String { server.log }

  /// Waits until it answers queries; after a crash that means reading its log of writes again.
  package func waitUntilReady() async throws {
    try await server.waitUntilReady(api.isReady)
  }

  /// A configuration with which the server scrapes itself and evaluates rules.
  ///
  /// - Parameters:
  ///   - rules: paths of rule files.
  ///   - scrapeInterval: how often it scrapes itself, as the rules expect it.
  package static func scrapingItself(
    every scrapeInterval: String,
    rules: [String]
  ) -> (_ port: UInt16) -> String {
    let files = rules.map { "\"\($0)\"" }.joined(separator: ", ")
    return { port in
      """
      global:
        scrape_interval: \(scrapeInterval)
        scrape_timeout: 5s
        evaluation_interval: 15s
      rule_files: [\(files)]
      scrape_configs:
        - job_name: prometheus
          static_configs:
            - targets: ["127.0.0.1:\(port)"]

      """
    }
  }
}
