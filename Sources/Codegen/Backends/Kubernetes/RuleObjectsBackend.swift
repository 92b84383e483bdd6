import SLODSL

/// Rules as objects of a cluster: `PrometheusRule`, which the Prometheus operator hands to
/// Prometheus and to Thanos, or `VMRule`, which that of VictoriaMetrics hands to vmalert.
///
/// An object for each SLO: what is added to a spec changes no other, and none grows with the number
/// of SLOs.
package enum RuleObjectsBackend {
  private static let folder = "kubernetes/rules/"

  package static func artifacts(for plans: Plans) -> [Artifact] {
    guard let objects = plans.model.project.ruleObjects else { return [] }
    let kind = RuleObjectKind(readBy: plans.model.project.ruler)
    return plans.loadedRules.files.flatMap { file in
      parts(of: file, in: plans.model).flatMap { part in
        split(RuleObject(name: part.name, file: part.file, kind: kind, place: objects))
      }
    }.map { object in
      Artifact(
        path: folder + object.name + ".yml",
        bytes: object.bytes,
        delivery: .object
      )
    }
  }

  /// The groups of each SLO, and those that watch them.
  private static func parts(
    of file: RuleFile,
    in model: Model
  ) -> [(name: String, file: RuleFile)] {
    var rest = file.groups
    var parts: [(name: String, file: RuleFile)] = []
    for slo in model.services.flatMap(\.objectives) {
      let names = GroupRole.allCases.map { $0.name(of: slo.identity) }
      let own = rest.filter { names.contains($0.name) }
      guard !own.isEmpty else { continue }
      rest.removeAll { names.contains($0.name) }
      let name = name(of: slo.identity)
      parts.append((name, RuleFile(name: name, header: file.header, groups: own)))
    }
    // Groups that SLOs share; three dots, where others have two at most.
    for group in rest where group.isPacked {
      let name =
        "slogen.groups." + group.name.split(separator: ":").dropFirst().joined(separator: ".")
      parts.append((name, RuleFile(name: name, header: file.header, groups: [group])))
    }
    rest.removeAll(where: \.isPacked)
    guard !rest.isEmpty else { return parts }
    let service = model.services.first { CauseRulePlanner.fileName(of: $0.name) == file.name }
    // Two dots, which no SLO's has.
    let name =
      service.map { BoundedName.text(of: $0.name, atMost: 63) + ".other.alerts" } ?? "slogen"
    return parts + [(name, RuleFile(name: name, header: file.header, groups: rest))]
  }

  /// A dot is in no name, so no two SLOs share one.
  private static func name(of identity: SLOIdentity) -> String {
    [identity.service, identity.name].map { BoundedName.text(of: $0, atMost: 63) }
      .joined(separator: ".")
  }

  /// Whether a file is one of these objects.
  static func holdsRules(_ path: String) -> Bool { path.hasPrefix(folder) }

  /// Where the SLO is written whose rules a file holds.
  static func origin(of path: String, in model: Model) -> SourceRange? {
    model.services.flatMap(\.objectives)
      .first { path.hasPrefix(folder + name(of: $0.identity) + ".") }?.origin
  }

  /// The object, or one for each of its groups where it is too large.
  private static func split(_ object: RuleObject) -> [RuleObject] {
    guard object.plainBytes.count > RuleObject.mostBytes, object.file.groups.count > 1 else {
      return [object]
    }
    return object.file.groups.map { group in
      let role = group.name.split(separator: ":").last ?? ""
      return RuleObject(
        name: "\(object.name).\(role)",
        file: RuleFile(name: object.file.name, header: object.file.header, groups: [group]),
        kind: object.kind,
        place: object.place
      )
    }
  }
}

/// Which kind of object a ruler's operator reads.
enum RuleObjectKind: Hashable {
  case prometheusRule(abortsOnPartialResponse: Bool)
  case vmRule

  init(readBy ruler: Ruler) {
    switch ruler {
    case .prometheus, .mimir: self = .prometheusRule(abortsOnPartialResponse: false)
    case .thanos: self = .prometheusRule(abortsOnPartialResponse: true)
    case .vmalert: self = .vmRule
    }
  }

  fileprivate var version: String {
    switch self {
    case .prometheusRule: "monitoring.coreos.com/v1"
    case .vmRule: "operator.victoriametrics.com/v1beta1"
    }
  }

  fileprivate var name: String {
    switch self {
    case .prometheusRule: "PrometheusRule"
    case .vmRule: "VMRule"
    }
  }
}

/// An object with groups of rules.
struct RuleObject {
  /// `kubectl apply` keeps a copy of what it applied in an annotation, and annotations have 256 KiB
  /// together; the operators' limits are larger.
  static let mostBytes = 240 << 10

  let name: String
  let file: RuleFile
  let kind: RuleObjectKind
  let place: RuleObjects

  /// As a cluster gets it, whether a chart brings it or not.
  var plainBytes: [UInt8] { YAMLWriter.bytes(of: document, header: file.header) }

  var bytes: [UInt8] {
    place.areTemplates ? HelmTemplate.bytes(rendering: plainBytes) : plainBytes
  }

  private var document: YAML {
    .map {
      "apiVersion" => kind.version
      "kind" => kind.name
      "metadata" => place.metadata(named: name)
      "spec"
        => .map {
          "groups" => .list(file.groups.map { $0.yaml(partialResponse: strategy) })
        }
    }
  }

  /// Thanos's own default, said aloud: errors of a part of the stores are not all errors.
  private var strategy: String? {
    kind == .prometheusRule(abortsOnPartialResponse: true) ? "abort" : nil
  }
}

extension RuleObjects {
  /// What every object says of itself.
  func metadata(named name: String) -> YAML {
    .map {
      "name" => name
      if let namespace { "namespace" => namespace }
      if !labels.isEmpty { "labels" => .map(labels.map { $0.name => $0.value }) }
    }
  }
}

/// Text that Helm renders as it is.
enum HelmTemplate {
  /// What the bytes yield, where they are such a template; others stay as they are.
  static func rendering(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    return Array(text.withEvery("{{ \"{{\" }}", replacedBy: "{{").utf8)
  }

  /// A template that yields the bytes: each `{{` becomes an action that yields it. What closes an
  /// action means nothing outside of one.
  static func bytes(rendering bytes: [UInt8]) -> [UInt8] {
    let brace = UInt8(ascii: "{")
    var template: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == brace, index + 1 < bytes.count, bytes[index + 1] == brace {
        template += Array("{{ \"{{\" }}".utf8)
        index += 2
      } else {
        template.append(bytes[index])
        index += 1
      }
    }
    return template
  }
}
