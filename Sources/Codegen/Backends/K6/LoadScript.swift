import SLODSL

/// The script of a load test: what is planned as one constant, and a program that carries it out.
struct LoadScript {
  private let plan: LoadPlan

  init(_ plan: LoadPlan) {
    self.plan = plan
  }

  var module: JavaScript {
    let hasSockets = plan.requests.contains { $0.request.method == .socket }
    return JavaScript([
      .comment(introduction),
      .program(hasSockets ? LoadProgram.importsWithSockets : LoadProgram.imports),
      .constant(K6Backend.planName, document),
      .program(LoadProgram.options),
      .program(LoadProgram.judgement),
      .program(LoadProgram.turns),
      .program(LoadProgram.http),
      .program(hasSockets ? LoadProgram.sockets : LoadProgram.withoutSockets),
      .program(LoadProgram.summary),
      .program(LoadProgram.proof),
      .program(LoadProgram.report),
    ])
  }

  private var introduction: [String] {
    let load = plan.load
    var lines = [
      "Load test \(load.name) of \(plan.service). Written by slogen from its spec; do not edit."
    ]
    if !load.summary.isEmpty { lines.append(load.summary) }
    lines += ["", "  k6 run \(load.name).js"]
    let variables =
      [
        ("BASE_URL", load.url),
        ("PROFILE", "\(profiles.first ?? ""), or \(profiles.dropFirst().joined(separator: ", "))"),
        ("DURATION_SCALE", "1; 0.1 makes everything ten times shorter"),
        ("REPORT", "\(reportName), the files' name without .json and .md"),
      ] + secrets.map { ($0.variable, "what \($0.file) holds, else that file") }
    lines += ["", "Environment, with what holds where nothing is set (k6 run -e NAME=value):"]
    let width = variables.map(\.0.utf8.count).max() ?? 0
    lines += variables.map { name, text in
      "  " + name + String(repeating: " ", count: width + 2 - name.utf8.count) + text
    }
    return lines
  }

  private var profiles: [String] { plan.profiles.map(\.profile.kind.rawValue) }
  private var reportName: String { "\(plan.service)-\(plan.load.name)" }

  private var secrets: [(variable: String, file: String)] {
    var files: [String] = []
    for request in plan.requests {
      for case .secret(let file) in request.request.headers.map(\.value)
      where !files.contains(file) {
        files.append(file)
      }
    }
    return files.compactMap { file in SecretFile.variable(of: file).map { ($0, file) } }
  }

  // MARK: The plan as JSON

  /// Everything that differs between load tests. `slogen verify` reads it again.
  private var document: JSON {
    .members([
      "service": .text(plan.service),
      "load": .text(plan.load.name),
      "url": .text(plan.load.url),
      "health": .text(plan.load.health),
      "timeout": .number(plan.load.timeout.seconds),
      "report": .text(reportName),
      "secrets": .array(secrets.map { ["variable": .text($0.variable), "file": .text($0.file)] }),
      "objectives": .array(plan.objectives.map(\.json)),
      "requests": .array(plan.requests.map { $0.json(judgedBy: plan.objectives) }),
      "profiles": .array(plan.profiles.map(\.json)),
    ])
  }
}

extension LoadObjective {
  fileprivate var json: JSON {
    let statuses: (bad: StatusSet?, counted: StatusSet?)
    switch covered.judgement {
    case .status(let bad, let counted): statuses = (bad, counted)
    case .expectation: statuses = (nil, nil)
    case .latency(_, _, let counted): statuses = (nil, counted)
    }
    return .members([
      "slo": .text(covered.identity.text),
      "group": covered.group.isEmpty
        ? nil : .array(covered.group.map { [.text($0.name), .text($0.value)] }),
      "metric": .text(suffix),
      "objective": .number(covered.objective.ratio),
      "events": .integer(covered.sampleSize),
      "counted": statuses.counted.flatMap { $0 == .all ? nil : $0.json },
      "bad": statuses.bad?.json,
      "milliseconds": bound.map(JSON.number),
    ])
  }
}

extension StatusSet {
  fileprivate var json: JSON {
    .array(ranges.map { [.integer($0.lowerBound), .integer($0.upperBound)] })
  }
}

extension LoadPlan.NamedRequest {
  fileprivate func json(judgedBy objectives: [LoadObjective]) -> JSON {
    var texts: [JSON] = []
    var secrets: [JSON] = []
    for header in request.headers {
      switch header.value {
      case .text(let text): texts.append([.text(header.name), .text(text)])
      case .secret(let file):
        secrets.append([.text(header.name), .text(SecretFile.variable(of: file) ?? "")])
      }
    }
    let talk = request.conversation
    return .members([
      "name": .text(name),
      "method": talk == nil ? .text(request.method.rawValue.uppercased()) : nil,
      "path": .text(request.path),
      "weight": .integer(request.weight),
      "headers": .array(texts),
      "secrets": .array(secrets),
      "body": request.body.map(JSON.text),
      "status": (request.statuses ?? request.usualStatuses).json,
      "expected": request.expectedStatuses.json,
      "contains": request.contains.map(JSON.text),
      "send": talk?.message.map(JSON.text),
      "every": talk?.interval.map { .number($0.seconds) },
      "hold": talk.map { .number($0.length.seconds) },
      "objectives": .array(
        request.covers.compactMap { covered in
          objectives.firstIndex { $0.covered == covered }.map(JSON.integer)
        }
      ),
    ])
  }
}

extension LoadRequest {
  /// What a request should get where the author says nothing; redirections are not followed.
  fileprivate var usualStatuses: StatusSet {
    method == .socket ? StatusSet { $0 == 101 } : StatusSet { (200...299).contains($0) }
  }

  /// The statuses that are no failures: all but those that an SLO calls bad, or those of servers.
  fileprivate var expectedStatuses: StatusSet {
    let bad = covers.compactMap { covered in
      if case .status(let bad, _) = covered.judgement { bad } else { nil as StatusSet? }
    }
    return StatusSet { status in
      bad.isEmpty ? status < 500 : !bad.contains { $0.contains(status) }
    }
  }
}
