import Dispatch
import Foundation

/// The built `slogen` and a shell to run it in.
package enum Executable {
  /// The folder of the build's products, which also holds the test bundle.
  package static let folder: String = {
    // The bundle is itself the program that runs.
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let parts = (bundle ?? "").split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast().joined(separator: "/")
  }()

  /// What a script left behind.
  package struct Outcome: Hashable, Sendable {
    package let standardOutput: String
    package let standardError: String
    package let exitCode: Int32
  }

  /// Runs a script with bash in a folder; `slogen` is on its path.
  ///
  /// The environment holds nothing but what is given and what a shell needs. Waiting blocks a
  /// thread of its own, so that other tests go on.
  package static func run(
    script: String,
    in folder: String,
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try runBlocking(script: script, in: folder, environment: environment) }
        )
      }
    }
  }

  /// The same for who has no other work.
  package static func runBlocking(
    script: String,
    in folder: String,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let shell = Foundation.Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", script]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder)
    let path = Self.folder + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
    shell.environment = ["PATH": path, "HOME": folder, "TERM": "xterm"]
      .merging(environment) { $1 }
    // Files, not pipes: nobody has to read while it runs.
    let streams = try TemporaryFolder()
    let output = try streams.open("stdout")
    let error = try streams.open("stderr")
    shell.standardInput = FileHandle.nullDevice
    shell.standardOutput = output
    shell.standardError = error
    try shell.run()
    shell.waitUntilExit()
    return Outcome(
      standardOutput: try streams.text("stdout"),
      standardError: try streams.text("stderr"),
      exitCode: shell.terminationStatus
    )
  }
}
