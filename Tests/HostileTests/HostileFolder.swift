import Codegen
import CommandSupport
import Foundation

/// Output of one trial for each target, below folders `0`, `1` and so on, for tools to read.
///
/// Beside a file `x` stands what slogen reads in it, as JSON: `x.read`. `plain` holds the objects
/// of clusters and dashboards, rendered by Helm where they are templates.
enum HostileFolder {
  static let written = Result { try write() }

  /// The folder of the target that vmalert reads.
  static let vmalert = PipelineTests.targets.firstIndex { $0.hasPrefix("vmalert") } ?? -1

  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// What `Tests/run` installs from PyPI.
  static let tools = root + "/.build/test-tools"

  /// Whether tests that need one of these run: where it is installed, and in CI always.
  static func has(_ library: String) -> Bool {
    FileManager.default.fileExists(atPath: tools + "/" + library)
      || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  private static func write() throws -> Folder {
    let folder = try TemporaryFolder()
    for (number, target) in PipelineTests.targets.enumerated() {
      let output = HostileTrial(HostileText.comparable(31 * number + 1), target: target).output
      for artifact in output.artifacts {
        let path = "\(number)/\(artifact.path)"
        try folder.write(String(decoding: artifact.bytes, as: UTF8.self), to: path)
        guard let document = output.document(of: artifact) else { continue }
        let bytes = output.plainBytes(of: artifact)
        // Reading a dashboard against its schema takes seconds: those of one target are enough.
        if ["kubernetes/", "canary/"].contains(where: artifact.path.hasPrefix)
          || number == 0 && artifact.path.hasPrefix("grafana-v2/")
        {
          try folder.write(
            String(decoding: bytes, as: UTF8.self),
            to: "plain/\(number)/\(artifact.path)"
          )
        }
        if bytes == artifact.bytes {
          try folder.write(Self.text(of: document), to: path + ".read")
        }
        if artifact.path == "alertmanager/alertmanager.yml" {
          try folder.write(
            String(
              decoding: YAMLWriter.bytes(of: Self.yaml(Self.known(document)), header: []),
              as: UTF8.self
            ),
            to: "\(number)/alertmanager/known.yml"
          )
        }
      }
    }
    return Folder(folder)
  }

  private static func text(of document: JSON) -> String {
    String(decoding: JSONWriter.document(document), as: UTF8.self)
  }

  private static let newer = ["msteamsv2_configs", "discord_configs"]

  /// A configuration without receivers that amtool knows from 0.28 on only.
  private static func known(_ document: JSON) -> JSON {
    guard case .object(let members) = document else { return document }
    return .object(
      members.map { member in
        guard member.name == "receivers" else { return member }
        let receivers = member.value.elements.map { receiver -> JSON in
          guard case .object(let members) = receiver else { return receiver }
          return .object(members.filter { !newer.contains($0.name) })
        }
        return JSON.Member("receivers", .array(receivers))
      }
    )
  }

  private static func yaml(_ document: JSON) -> YAML {
    switch document {
    case .null: .text("")
    case .boolean(let flag): .boolean(flag)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .array(let elements): .list(elements.map { YAML.Item(yaml($0)) })
    case .object(let members): .map(members.map { YAML.Entry($0.name, yaml($0.value)) })
    }
  }

  /// Files that nobody changes any more.
  final class Folder: Sendable {
    nonisolated(unsafe) private let folder: TemporaryFolder
    var path: String { folder.path }

    init(_ folder: TemporaryFolder) {
      self.folder = folder
    }
  }
}
