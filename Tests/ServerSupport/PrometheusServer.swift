import CommandSupport
import Foundation

/// A real Prometheus on a free port of the loopback interface, until the last reference goes.
///
/// It also ends with whoever started it, however that ends: it holds a pipe that closes then.
package final class PrometheusServer {
  /// What it says when it does not start.
  package struct NotReady: Error, CustomStringConvertible {
    package let log: String
    package var description: String { "Prometheus does not answer; it says:\n\(log)" }
  }

  package let port: UInt16
  package let api: PrometheusAPI
  private let folder: TemporaryFolder
  private let server = Foundation.Process()
  private let leash = Pipe()

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
    // The shell ends the server when the server itself or the pipe's other end has gone.
    let script = """
      exec 3<&0
      "$@" 3<&- < /dev/null & server=$!
      cat <&3 > /dev/null & wait -n
      kill $server 2> /dev/null; wait $server
      """
    server.executableURL = URL(fileURLWithPath: "/bin/bash")
    server.arguments =
      [
        "-c", script, "server", program, "--config.file=\(folder.path)/prometheus.yml",
        "--storage.tsdb.path=\(storage ?? folder.path + "/data")",
        "--web.listen-address=127.0.0.1:\(port)", "--storage.tsdb.retention.time=10y",
      ] + flags
    server.standardInput = leash
    let log = try folder.open("log")
    server.standardOutput = log
    server.standardError = log
    try server.run()
  }

  deinit { stop() }

  /// Ends the server and waits until its storage is closed.
  package func stop() {
    try? leash.fileHandleForWriting.close()
    server.waitUntilExit()
  }

  package var isRunning: Bool { server.isRunning }

  /// What it has printed so far.
  package var log: String { (try? folder.text("log")) ?? "" }

  /// Waits until it answers queries; after a crash that means reading its log of writes again.
  package func waitUntilReady() async throws {
    for _ in 0..<600 where server.isRunning {
      if await api.isReady() { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw NotReady(log: log)
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
