import SLODSL

/// What a cluster would refuse because of its size, although everything in it is right.
enum ObjectSize {
  /// The API server's limit for all annotations together, in which `kubectl apply` keeps a copy.
  private static let mostOfAnnotations = 256 << 10
  /// What both operators of rules write into one file; they refuse larger objects, in a log.
  private static let mostRules = 512 << 10
  /// The API server's limit for what a ConfigMap holds.
  private static let mostOfMap = 1 << 20
  /// etcd's limit for a request.
  private static let mostOfRequest = 3 << 19

  static func problems(with artifacts: [Artifact], for model: Model) -> [Diagnostic] {
    guard artifacts.contains(where: { $0.delivery == .object }) else { return [] }
    // What a chart makes of its files is its author's business.
    let isChart = model.project.ruleObjects?.areTemplates ?? false
    return artifacts.filter { !isChart || $0.delivery == .object }.compactMap { artifact in
      problem(with: artifact).map { problem in
        Diagnostic.tooLarge(
          artifact,
          problem,
          at: RuleObjectsBackend.origin(of: artifact.path, in: model)
        )
      }
    }
  }

  /// A limit that is exceeded.
  fileprivate struct Problem {
    let limit: Int
    let who: String
    /// Whether nobody can load it.
    let isFatal: Bool
    let help: String
  }

  private static func problem(with artifact: Artifact) -> Problem? {
    let size = artifact.bytes.count
    switch artifact.delivery {
    case .object:
      let isRules = RuleObjectsBackend.holdsRules(artifact.path)
      if isRules, size > mostRules {
        return Problem(
          limit: mostRules,
          who: "operators take rules of at most",
          isFatal: true,
          help: "divide the SLO into several, or let fewer groups have an objective of their own"
        )
      }
      if size > mostOfRequest {
        return Problem(
          limit: mostOfRequest,
          who: "etcd takes at most",
          isFatal: true,
          help: "divide what it is written from"
        )
      }
      guard size > mostOfAnnotations else { return nil }
      return Problem(
        limit: mostOfAnnotations,
        who: "kubectl apply keeps a copy in an annotation, of at most",
        isFatal: false,
        help: "apply it with --server-side, which keeps none"
      )
    case .entry:
      guard size > mostOfMap else { return nil }
      return Problem(
        limit: mostOfMap,
        who: "a ConfigMap holds at most",
        isFatal: false,
        help: "load it as a file; the kustomization leaves it out"
      )
    case nil: return nil
    }
  }
}

extension Diagnostic {
  /// SLO5006: the cluster, or who reads it there, would refuse a file.
  fileprivate static func tooLarge(
    _ artifact: Artifact,
    _ problem: ObjectSize.Problem,
    at range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO5006,
      "\(artifact.path) has \(kibibytes(artifact.bytes.count)); \(problem.who)"
        + " \(kibibytes(problem.limit))",
      at: range,
      severity: problem.isFatal ? .error : .warning,
      help: [problem.help]
    )
  }

  /// `513 KiB`, rounded up, so that what is too large never looks as if it were not.
  private static func kibibytes(_ bytes: Int) -> String { "\((bytes + 1023) >> 10) KiB" }
}
