import Codegen
import SLODSL

/// `slogen verify`: generated files agree with the specs and with each other.
struct VerifyCommand {
  private let settings: CompileSettings
  private let root: String

  init(_ invocation: Invocation) throws(Misuse) {
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
    guard invocation.operands.count < 2 else {
      throw Misuse("name one folder: slogen verify generated", command: .verify)
    }
    root = try FolderUpdate.root(
      invocation.operands.first ?? GenerateCommand.defaultFolder,
      of: invocation.command
    )
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let files: [Artifact]
    do throws(FileError) {
      files = try read()
    } catch {
      output.report("slogen: cannot read \(error.path): \(error.reason)\n")
      return .problems
    }
    let report = FolderVerification.report(on: files, of: model)
    for disagreement in report.disagreements {
      output.say("\(root)/\(disagreement.path): \(disagreement.message)")
    }
    guard report.disagreements.isEmpty else {
      output.say("\(report.disagreements.count.counted("disagreement")) in \(root)/")
      return .problems
    }
    output.say(
      "\(root)/ agrees with the specs and with itself: \(report.alerts.counted("alert")), "
        + "\(report.queries.counted("query", "queries")), \(report.links.counted("link")), "
        + "\(report.loads.counted("load test"))"
    )
    return .fine
  }

  private func read() throws(FileError) -> [Artifact] {
    var files: [Artifact] = []
    for suffix in [".yml", ".yaml", ".json", ".md", ".tmpl", ".js"] {
      for path in try FileSystem.files(below: root, suffix: suffix) {
        let below = root == "." ? path : String(path.dropFirst(root.count + 1))
        files.append(Artifact(path: below, bytes: try FileSystem.read(path)))
      }
    }
    return files.sorted { FileSystem.bytewise($0.path, $1.path) }
  }
}
