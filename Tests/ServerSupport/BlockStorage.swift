import CommandSupport
import Foundation

/// A data directory that is filled with blocks of the past and then read by a server.
///
/// A server that already runs on it sees new blocks within a minute or two; one that is started
/// afterwards sees them at once.
package final class BlockStorage {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package var path: String { folder.path + "/data" }
  private let folder: TemporaryFolder
  private let promtool: String

  /// - Parameters:
  ///   - promtool: the name or path of the executable.
  package init(promtool: String = "promtool") throws {
    folder = try TemporaryFolder()
    self.promtool = promtool
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Samples that a closure writes.
  ///
  /// - Parameters:
  ///   - blockDuration: how long a block may be, as Go spells it. promtool reads the file once for
  ///     each block and holds a block in memory.
  package func add(
    blockDuration: String = "24h",
    samples write: (OpenMetricsFile) throws -> Void
  ) async throws {
    let path = folder.path + "/samples.txt"
    let file = try OpenMetricsFile(path: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(file)
    try file.close()
    try await add(openMetrics: path, blockDuration: blockDuration)
  }

  /// Samples of a file in the format OpenMetrics.
  package func add(openMetrics file: String, blockDuration: String = "24h") async throws {
    try await createBlocks(
      "--max-block-duration=\(blockDuration) openmetrics --quiet '\(file)' new"
    )
  }

  /// What recording rules have over what a server knows; they do not see each other's results.
  ///
  /// - Parameters:
  ///   - rules: the text of a rule file; what it alerts on is left out.
  ///   - start: seconds since 1970, the first evaluation.
  ///   - interval: seconds between two evaluations, of groups that do not state theirs.
  package func add(
    rules: String,
    evaluatedBy server: PrometheusServer,
    from start: Int,
    through end: Int,
    every interval: Int,
    blockDuration: String = "24h"
  ) async throws {
    try folder.write(rules, to: "rules.yml")
    try await createBlocks(
      "--max-block-duration=\(blockDuration) rules --quiet --url=http://127.0.0.1:\(server.port)"
        + " --start=\(start) --end=\(end) --eval-interval=\(interval)s --output-dir=new rules.yml"
    )
  }

  private func createBlocks(_ arguments: String) async throws {
    let script = """
      mkdir new || exit 1
      '\(promtool)' tsdb create-blocks-from \(arguments) || exit 1
      [ -n "$(ls new)" ] || { echo 'no block was made'; exit 1; }
      mv new/* data/ && rmdir new
      """
    let outcome = try await Executable.run(script: script, in: folder.path)
    guard outcome.exitCode == 0 else {
      throw Failure(
        description: "promtool tsdb create-blocks-from \(arguments)\n"
          + outcome.standardOutput + outcome.standardError
      )
    }
  }
}
