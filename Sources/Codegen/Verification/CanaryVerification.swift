import SLODSL

/// Whether canaries ask what their SLOs count, and stop no later than the page fires.
extension FolderVerification {
  mutating func verifyCanaries() {
    for planned in plans.canaries.canaries {
      let name = CanaryBackend.fileName(of: planned.canary)
      switch planned.canary.tool {
      case .argo: verifyArgo(planned, name)
      case .flagger: verifyFlagger(planned, name)
      }
    }
  }

  /// A version that fails more than the page's fastest pair allows must not pass.
  private mutating func verifyCeiling(
    _ ceiling: ExactNumber,
    of verdict: CanaryVerdict,
    in path: String
  ) {
    let identity = verdict.identity.text
    let alerts = files.alerts.filter { alert in
      alert.name == AlertName.burn(.page) && alert.labels[RecordedSeries.identity] == identity
    }
    let limits = alerts.flatMap { Self.limits(in: $0.expression) }
    guard let highest = limits.max(), ceiling > highest else { return }
    add(
      path,
      "lets \(ceiling.decimalText) errors of \(identity) pass, and \(AlertName.burn(.page)) fires"
        + " at \(highest.decimalText)"
    )
  }

  // MARK: Argo

  private mutating func verifyArgo(_ planned: PlannedCanary, _ name: String) {
    let path = "canary/\(name).analysis.yml"
    guard let template = object(at: path) else { return }
    let metrics = template["spec"]?["metrics"]?.elements ?? []
    for measurement in planned.measurements {
      let verdict = measurement.verdict
      let slo = verdict.identity.name
      guard let metric = metrics.first(where: { $0["name"]?.text == slo }) else {
        add(path, "does not measure \(slo), which the specs ask for")
        continue
      }
      verify(
        query: metric["provider"]?["prometheus"]?["query"],
        measurement.query.safeText,
        of: slo,
        in: path
      )
      verify(bound: metric["successCondition"], behind: "<= ", verdict.success, of: slo, in: path)
      let ceiling = verify(
        bound: metric["failureCondition"],
        behind: "> ",
        verdict.failure,
        of: slo,
        in: path
      )
      if let ceiling { verifyCeiling(ceiling, of: verdict, in: path) }
      expect(metric["count"], .integer(verdict.count), "the count of \(slo)", path)
      expect(
        metric["failureLimit"],
        .integer(verdict.failureLimit),
        "the failureLimit of \(slo)",
        path
      )
      expect(
        metric["inconclusiveLimit"],
        .integer(verdict.inconclusiveLimit),
        "the inconclusiveLimit of \(slo)",
        path
      )
    }
    verifySteps(of: planned, name, template: template["metadata"]?["name"]?.text ?? "")
  }

  /// The weights, and that each of them is judged by the template that is there.
  private mutating func verifySteps(of planned: PlannedCanary, _ name: String, template: String) {
    let path = "canary/\(name).rollout.yml"
    guard let rollout = object(at: path) else { return }
    let steps = rollout["spec"]?["strategy"]?["canary"]?["steps"]?.elements ?? []
    verify(weights: steps.compactMap { $0["setWeight"]?.integer }, of: planned.canary, in: path)
    let judged = steps.compactMap { $0["analysis"]?["templates"]?.elements.first }
    for analysis in judged where analysis["templateName"]?.text != template {
      let asked = analysis["templateName"]?.text ?? "nothing"
      add(path, "is judged by \(asked), and the template is called \(template)")
    }
    if judged.count != planned.canary.steps.count { add(path, "has a step that nothing judges") }
  }

  // MARK: Flagger

  private mutating func verifyFlagger(_ planned: PlannedCanary, _ name: String) {
    let path = "canary/\(name).canary.yml"
    guard let spec = object(at: path)?["spec"] else { return }
    let weights = spec["analysis"]?["stepWeights"]?.elements.compactMap(\.integer) ?? []
    verify(weights: weights, of: planned.canary, in: path)
    let checks = spec["analysis"]?["metrics"]?.elements ?? []
    for measurement in planned.measurements {
      let slo = measurement.verdict.identity.name
      let file = "canary/\(name).\(slo).metric.yml"
      guard let template = object(at: file) else { continue }
      let called = template["metadata"]?["name"]?.text
      verify(
        query: template["spec"]?["query"],
        measurement.percentage.safeText,
        of: slo,
        in: file
      )
      guard let check = checks.first(where: { $0["templateRef"]?["name"]?.text == called }) else {
        add(path, "does not ask the template of \(slo)")
        continue
      }
      let hundred = ExactNumber(100)
      let range = check["thresholdRange"]?["max"]
      expect(range, .number(measurement.verdict.failure * hundred), "the ceiling of \(slo)", path)
      if case .number(let percent)? = range {
        verifyCeiling(percent / hundred, of: measurement.verdict, in: path)
      }
    }
    guard let scaler = spec["autoscalerRef"]?["name"]?.text else { return }
    let isThere = files.objects.contains { object in
      object.path.hasPrefix("kubernetes/autoscaling/")
        && object.document["metadata"]?["name"]?.text == scaler
        && object.document["kind"] == spec["autoscalerRef"]?["kind"]
    }
    if !isThere { add(path, "is scaled by \(scaler), which is no autoscaler that is written") }
  }

  // MARK: Both

  private mutating func verify(query: JSON?, _ wanted: String, of slo: String, in path: String) {
    countQuery()
    if query?.text != wanted { add(path, "counts \(slo) otherwise than the specs") }
  }

  private mutating func verify(weights: [Int], of canary: Canary, in path: String) {
    guard weights != canary.steps else { return }
    let list = weights.map { "\($0)%" }.joined(separator: ", ")
    add(path, "gives the new version \(list), which are not the steps of the specs")
  }

  /// The number behind a comparison; nil where there is none, which is reported.
  @discardableResult
  private mutating func verify(
    bound condition: JSON?,
    behind comparison: String,
    _ wanted: ExactNumber,
    of slo: String,
    in path: String
  ) -> ExactNumber? {
    let text = condition?.text ?? ""
    let head = "\(CanaryMeasurement.measuredValue) \(comparison)"
    guard text.hasPrefix(head),
      let bound = ExactNumber(decimal: text.utf8.dropFirst(head.utf8.count))
    else {
      add(path, "judges \(slo) otherwise than by a measured value and a bound: \(text)")
      return nil
    }
    if bound.decimalText != wanted.decimalText {
      add(
        path,
        "judges \(slo) by \(comparison)\(bound.decimalText), and by the specs it is"
          + " \(wanted.decimalText)"
      )
    }
    return bound
  }
}
