import Codegen
import SLODSL
import TestSupport
import Testing

/// Whatever text an author writes wherever, it is refused with a place and a reason, or it reaches
/// every tool as that text.
@Suite struct PipelineTests {
  /// Servers for which rules, routes, objects and dashboards are written.
  static let targets = [
    HostileSpec.usualTarget,
    "mimir, alertmanager(0.28, form: .fragment), grafana(v2beta1), operator(",
    "thanos, alertmanager(0.28), operator(helm: on, routes: v1beta1, ",
    "vmalert, alertmanager(0.28), operator(",
    "prometheus(3), alertmanager(0.28), grafana(v2), operator(routes: v1alpha1, ",
  ]

  /// What is written for the spec as it stands, for each target.
  private static let plain = targets.map { HostileTrial([:], target: $0).output }

  /// Every text at every place: names too, of which few are left.
  @Test(arguments: 0..<12)
  func everythingAtOnce(_ round: Int) {
    let trial = HostileTrial(HostileText.spread(round * 9), target: Self.targets[round % 5])
    trial.expectPrecision()
    trial.expectOutput()
  }

  /// Where names are plain, everything else stands where the plain words of the spec would stand.
  @Test(arguments: 0..<12)
  func textsReachTheirReaders(_ round: Int) {
    let target = Self.targets[round % 5]
    let trial = HostileTrial(HostileText.comparable(round * 9 + 4), target: target)
    trial.expectPrecision()
    trial.expectOutput()
    trial.expectTexts(insteadOf: Self.plain[round % 5])
  }
}
