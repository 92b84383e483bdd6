import CommandSupport
import Foundation
import Glibc

/// A real Prometheus on a free port of the loopback interface, which scrapes itself and evaluates
/// rules until the last reference goes.
final class PrometheusServer {
  struct NoFreePort: Error {}

  private let folder: TemporaryFolder
  private let server = Foundation.Process()
  private let port: UInt16

  /// - Parameters:
  ///   - program: the name or path of the executable.
  ///   - rules: paths of rule files.
  ///   - scrapeInterval: how often it scrapes itself, as the rules expect it.
  init(_ program: String, rules: [String], scrapeInterval: String) throws {
    folder = try TemporaryFolder()
    port = try Self.freePort()
    let files = rules.map { "\"\($0)\"" }.joined(separator: ", ")
    try folder.write(
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

      """,
      to: "prometheus.yml"
    )
    server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    server.arguments = [
      program, "--config.file=\(folder.path)/prometheus.yml",
      "--storage.tsdb.path=\(folder.path)/data", "--web.listen-address=127.0.0.1:\(port)",
    ]
    server.standardInput = FileHandle.nullDevice
    let log = try folder.open("log")
    server.standardOutput = log
    server.standardError = log
    try server.run()
  }

  deinit {
    server.terminate()
    server.waitUntilExit()
  }

  var isRunning: Bool { server.isRunning }

  /// What it has printed so far.
  var log: String { (try? folder.text("log")) ?? "" }

  /// One line of an answer.
  struct Sample: Hashable, Sendable {
    /// The value of `slo_id`.
    let objective: String?
    let value: Double
  }

  /// What an expression has now; nothing when the server does not answer yet.
  func samples(of expression: String) async throws -> [Sample] {
    try folder.write(expression, to: "query")
    let outcome = try await Executable.run(
      script: "promtool query instant http://127.0.0.1:\(port) \"$(cat query)\"",
      in: folder.path
    )
    guard outcome.exitCode == 0 else { return [] }
    // name{labels} => value @[time]
    return outcome.standardOutput.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let arrow = words.lastIndex(of: "=>"), arrow + 1 < words.count,
        let value = Double(words[arrow + 1])
      else { return nil }
      let label = line.split(separator: "slo_id=\"").dropFirst().first
      return Sample(objective: label?.split(separator: "\"").first.map(String.init), value: value)
    }
  }

  static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw NoFreePort() }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && getsockname(descriptor, generic, &length) == 0
      }
    }
    guard isBound else { throw NoFreePort() }
    return UInt16(bigEndian: address.sin_port)
  }
}
