/// Words for load tests.
extension Diagnostic {
  // MARK: 2007 what is missing

  static func loadWithoutName(_ declaration: ReservedDeclaration) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "a load test needs a name",
      at: declaration.keyword.range,
      help: ["write load baseline { … }"]
    )
  }

  static func loadLacks(_ keys: [String], _ name: String, at range: SourceRange) -> Diagnostic {
    let examples = [
      "url": "url: \"https://staging.example.com\"", "request": "request: get(\"/cart\")",
      "rate": "rate: 200rps",
    ]
    return Diagnostic(
      .SLO2007,
      "the load test '\(name)' lacks \(keys.map { "'\($0):'" }.joined(separator: " and "))",
      at: range,
      help: ["write " + keys.compactMap { examples[$0] }.joined(separator: "; ")]
    )
  }

  static func loadCoversNothing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "nothing says what these requests prove",
      at: range,
      notes: ["a run without an objective passes whatever the service answers"],
      help: ["write covers: availability, latency with the names of the service's SLOs"]
    )
  }

  static func requestWithoutPath(
    _ method: LoadRequest.Method,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "'\(method.rawValue)' lacks its path",
      at: range,
      help: ["write it first: \(method.rawValue)(\"/cart\")"]
    )
  }

  // MARK: 2001, 2008 values

  static func loadWithSeveralNames(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2008, "a load test has one name", at: range, help: ["write load baseline { … }"])
  }

  static func requestExpected(at range: SourceRange) -> Diagnostic {
    let methods = LoadRequest.Method.allCases.map(\.rawValue).joined(separator: ", ")
    return Diagnostic(
      .SLO2001,
      "a request is expected",
      at: range,
      help: ["write get(\"/cart\"), or another of \(methods)"]
    )
  }

  static func pathExpected(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a path that HTTP can carry begins with '/' and is ASCII without blanks",
      at: range,
      help: ["what stands outside is percent-encoded: /caf%C3%A9?q=a%20b"]
    )
  }

  static func statusExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "statuses of HTTP are expected, from 100 to 599",
      at: range,
      help: ["write status: 201, status: 200...299 or status: [200, 304]"]
    )
  }

  static func weightOutOfRange(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2001, "a weight is a whole number from 1 to 1000", at: range)
  }

  static func headersExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "names of headers with their values are expected",
      at: range,
      help: ["write headers: [\"Accept\": \"application/json\"]"]
    )
  }

  static func headerNameInvalid(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "HTTP has no header with such a name",
      at: range,
      help: ["it is made of letters, digits and '-': \"X-Request-Source\""]
    )
  }

  static func headerValueInvalid(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "the header \(name) cannot carry line breaks, control characters or what is not ASCII",
      at: range
    )
  }

  static func headerTwice(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2001, "the header \(name) stands here twice", at: range)
  }

  static func addressWithQuery(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "the address of the service ends with its host or a path",
      at: range,
      help: ["queries belong to requests: get(\"/search?q=a\")"]
    )
  }

  static func fileExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'file' takes the path of a file whose name can be a variable",
      at: range,
      help: ["write file(\"secrets/api-token\"): runs also read it from $API_TOKEN"]
    )
  }

  static func secretsCollide(
    _ file: String,
    _ variable: String,
    other: String?,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "the secret of \(file) is read from $\(variable), which means something else already",
      at: range,
      notes: other.map { ["it is also the variable of \($0)"] } ?? [],
      help: ["give the file another name"]
    )
  }

  static func loadRateNotWhole(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "each second, minute or hour gets a whole number of requests, and no second a million",
      at: range,
      help: ["write rate: 200rps, 90/min or 5/h"]
    )
  }

  static func loadDurationOutOfRange(_ duration: Duration, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "\(duration.text) is no duration of a load test: whole seconds, from 10s to 7d",
      at: range
    )
  }

  static func peakNotAboveRate(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a peak is more than the rate of the load test, and less than a million a second",
      at: range,
      help: ["write peak: 3x for three times the rate"]
    )
  }

  static func profileTwice(_ kind: LoadProfile.Kind, at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2008, "the profile '\(kind.rawValue)' stands here twice", at: range)
  }

  static func intervalWithoutMessage(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "'every' says how often a message is sent, but there is none",
      at: range,
      help: ["write send: \"…\" beside it"]
    )
  }

  // MARK: 2021 secrets

  static func literalHeader(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2021,
      "a secret does not belong in a spec",
      at: range,
      label: "the header \(name) lets somebody in",
      help: ["write file(\"secrets/…\"), and revoke the secret if it was committed"]
    )
  }

  static func literalParameter(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2021,
      "a secret does not belong in a spec",
      at: range,
      label: "the parameter \(name) lets somebody in",
      help: [
        "send it as a header: headers: [\"Authorization\": file(\"secrets/…\")], and revoke the "
          + "secret if it was committed"
      ]
    )
  }

  static func secretInAddress(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2021,
      "a secret does not belong in a spec",
      at: range,
      label: "an address with a user lets somebody in",
      help: [
        "write headers: [\"Authorization\": file(\"secrets/…\")], and revoke the secret if it was "
          + "committed"
      ]
    )
  }

  // MARK: 1009, 2030 … what is covered

  static func unknownCovered(
    _ name: String,
    at range: SourceRange,
    among names: [String]
  ) -> Diagnostic {
    let near = EditDistance.nearest(to: name, among: names)
    return Diagnostic(
      .SLO1009,
      "this service has no SLO '\(name)'",
      at: range,
      label: near.map { "did you mean '\($0)'?" } ?? "nothing to cover",
      help: names.isEmpty ? [] : ["its SLOs: " + names.joined(separator: ", ")],
      fixIts: near.map { near in
        [FixIt("use '\(near)'", replacing: range, with: near.contains("-") ? "\"\(near)\"" : near)]
      } ?? []
    )
  }

  static func coveredExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "the name of an SLO is expected",
      at: range,
      help: ["write covers: availability, or covers: availability where route == \"/search\""]
    )
  }

  static func coveredNeedsQuotes(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "this is a subtraction; a name with '-' stands in quotes",
      at: range,
      fixIts: [FixIt("add quotes", replacing: range, with: "\"\(text)\"")]
    )
  }

  static func coveredTwice(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2008, "a request is an event of '\(name)' once", at: range)
  }

  static func samplesUnmeasurable(
    _ slo: ServiceLevelObjective,
    at range: SourceRange
  ) -> Diagnostic {
    unmeasurable(
      slo,
      "it judges slices of time by a gauge, and requests are no slices",
      "let it out: the rules go on judging it while the load runs",
      at: range
    )
  }

  static func unitUnmeasurable(
    _ slo: ServiceLevelObjective,
    _ unit: MetricUnit,
    at range: SourceRange
  ) -> Diagnostic {
    unmeasurable(
      slo,
      unit == .unknown
        ? "the unit of its histogram is not known"
        : "its events are measured in \(unit.rawValue), which a client does not see",
      unit == .unknown
        ? "declare it: metric …: Histogram<Seconds>" : "let it out: the rules go on judging it",
      at: range
    )
  }

  static func slownessUnmeasurable(
    _ slo: ServiceLevelObjective,
    at range: SourceRange
  ) -> Diagnostic {
    unmeasurable(
      slo,
      "its good events are the slow ones, and a client that waits longer proves nothing",
      "let it out: the rules go on judging it",
      at: range
    )
  }

  static func statusesUnknown(
    _ slo: ServiceLevelObjective,
    _ method: LoadRequest.Method,
    at range: SourceRange
  ) -> Diagnostic {
    unmeasurable(
      slo,
      "what is bad is told by a label that holds no HTTP statuses, which a client does not see",
      "say what a client sees of a good event: \(method.rawValue)(\"…\", status: 200...299)",
      at: range
    )
  }

  static func nothingAnswered(_ slo: ServiceLevelObjective, at range: SourceRange) -> Diagnostic {
    unmeasurable(
      slo,
      "over this socket nothing is sent, so nothing is answered",
      "write send: \"…\": the next message from the service is taken for its answer",
      at: range
    )
  }

  private static func unmeasurable(
    _ slo: ServiceLevelObjective,
    _ reason: String,
    _ help: String,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2041,
      "a load test cannot measure \(slo.identity.text)",
      at: range,
      related: [Related("declared here", at: slo.origin)],
      notes: [reason],
      help: [help]
    )
  }

  static func whichGroup(
    _ slo: ServiceLevelObjective,
    dimension: String,
    at range: SourceRange
  ) -> Diagnostic {
    let values = slo.objectives.compactMap(\.groups).flatMap(\.values)
    let example = values.first ?? "…"
    return Diagnostic(
      .SLO2042,
      "\(slo.identity.text) has several objectives, by \(dimension)",
      at: range,
      label: "which of them?",
      related: slo.objectives.filter { $0.groups != nil }.map {
        Related("\($0.ratio.percentText) for some", at: $0.origin)
      },
      help: [
        "say to which group the request belongs: covers: \(slo.identity.name) where \(dimension)"
          + " == \"\(example)\""
      ]
    )
  }

  static func oneGroupExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2042,
      "a request belongs to one group",
      at: range,
      help: ["name it: where route == \"/search\", and give other groups requests of their own"]
    )
  }
}
