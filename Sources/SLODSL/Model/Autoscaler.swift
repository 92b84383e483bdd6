/// How a workload grows and shrinks with what is asked of it: `autoscale deployment("checkout")`.
package struct Autoscaler: Hashable, Sendable {
  /// What computes the number of pods.
  package enum Tool: String, Hashable, Sendable, CaseIterable {
    /// `HorizontalPodAutoscaler`, whose metrics prometheus-adapter serves.
    case hpa
    /// `ScaledObject` of KEDA, which asks Prometheus itself.
    case keda
  }

  /// The service that it was declared in.
  package let service: String
  /// The first sentence of its documentation, or empty.
  package let summary: String
  package let workload: Workload
  package let tool: Tool
  /// At least 1 pod.
  package let replicas: ClosedRange<Int>
  /// Of what a pod requests, in whole percent.
  package let cpu: Int?
  package let memory: Int?
  /// The container whose use counts; nil for the sum of all.
  package let container: String?
  /// What a pod carries; the autoscaler follows whatever asks for the most pods.
  package let capacities: [PodCapacity]
  /// The SLOs whose burn rate adds pods as a last resort; never all that there is to follow.
  package let burns: [SLOIdentity]
  /// The most that is asked of all pods together, in the unit of the first capacity of pods.
  package let peak: ExactNumber?
  /// By how much of itself traffic grows in a minute, at the worst.
  package let growth: ExactNumber?
  package let reaction: ScalingReaction
  /// Labels by which the pods are found, for their disruption budget; empty where nobody said.
  package let pods: [Label]
  /// Labels by which their Services are found, and the name of the port that is scraped there.
  package let endpoints: ScrapedEndpoints?
  package let origin: SourceRange

  package init(
    service: String,
    summary: String = "",
    workload: Workload,
    tool: Tool = .hpa,
    replicas: ClosedRange<Int>,
    cpu: Int? = nil,
    memory: Int? = nil,
    container: String? = nil,
    capacities: [PodCapacity] = [],
    burns: [SLOIdentity] = [],
    peak: ExactNumber? = nil,
    growth: ExactNumber? = nil,
    reaction: ScalingReaction,
    pods: [Label] = [],
    endpoints: ScrapedEndpoints? = nil,
    origin: SourceRange
  ) {
    self.service = service
    self.summary = summary
    self.workload = workload
    self.tool = tool
    self.replicas = replicas
    self.cpu = cpu
    self.memory = memory
    self.container = container
    self.capacities = capacities
    self.burns = burns
    self.peak = peak
    self.growth = growth
    self.reaction = reaction
    self.pods = pods
    self.endpoints = endpoints
    self.origin = origin
  }
}

/// What runs a number of equal pods.
package struct Workload: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case deployment
    case statefulset
    /// Of Argo Rollouts.
    case rollout
  }

  package let kind: Kind
  /// A label of the domain name system, so that every object about it can be called so.
  package let name: String
  /// Nil for the namespace that the objects are applied to.
  package let namespace: String?

  package init(kind: Kind, name: String, namespace: String?) {
    self.kind = kind
    self.name = name
    self.namespace = namespace
  }
}

/// Where the pods of a workload are scraped.
package struct ScrapedEndpoints: Hashable, Sendable {
  package let services: [Label]
  /// The name of a port, not its number.
  package let port: String

  package init(services: [Label], port: String) {
    self.services = services
    self.port = port
  }
}

/// What one pod carries: `perPod: requests <= 50rps`.
package struct PodCapacity: Hashable, Sendable {
  package enum Measure: Hashable, Sendable {
    /// Counters, added up: how many a second.
    case rate([Selection])
    /// A gauge, summed over the series of a pod.
    case gauge(Selection)
    /// What waits for all pods together, as one number.
    case total(MetricQuery)
  }

  package let measure: Measure
  /// What one pod carries; of what waits, how much a pod is started for.
  package let bound: ExactNumber
  package let unit: QueryUnit
  /// The share of the bound at which pods are added; 1 for what waits.
  package let utilization: ExactNumber

  package init(
    measure: Measure,
    bound: ExactNumber,
    unit: QueryUnit,
    utilization: ExactNumber
  ) {
    self.measure = measure
    self.bound = bound
    self.unit = unit
    self.utilization = utilization
  }

  /// What a pod shall carry: there the autoscaler leaves everything as it is.
  ///
  /// In thousandths, as Kubernetes counts, and never more than is meant.
  package var target: ExactNumber {
    let thousandths = (bound * utilization * ExactNumber(1000)).roundedDown
    return ExactNumber(Int128(max(thousandths, 1)), over: 1000)
  }

  /// How many pods hold the target at so much for all of them together.
  package func pods(for load: ExactNumber) -> Int { (load / target).roundedUp }
}

/// How long a growing load is not yet answered by new pods.
package struct ScalingReaction: Hashable, Sendable {
  /// How often the controller of Kubernetes looks, unless its flag says otherwise
  /// (`--horizontal-pod-autoscaler-sync-period`).
  package static let look = Duration.seconds(15)

  /// Between two scrapes of a pod.
  package let scrape: Duration
  /// From the decision to a pod that serves.
  package let ready: Duration
  /// Whether what is followed is a rate, which shows half of a change after half of its range.
  package let measuresRate: Bool

  package init(scrape: Duration, ready: Duration, measuresRate: Bool) {
    self.scrape = scrape
    self.ready = ready
    self.measuresRate = measuresRate
  }

  /// The range of rates: four scrapes, so that one may fail and a rate still has two samples to
  /// stand on, and at least a minute.
  package var window: Duration { max(scrape * 4, .minute) }

  /// A scrape until it is seen, half of the window until a rate shows it, a look of the controller,
  /// and the start of a pod.
  package var time: Duration {
    let averaging = measuresRate ? window.milliseconds / 2 : 0
    return scrape + Duration(milliseconds: averaging) + Self.look + ready
  }

  /// The growth in a minute that a share leaves room for: from `u` to all of it in `time`.
  package func growth(withinReachAt utilization: ExactNumber) -> ExactNumber {
    (.one / utilization - .one) / time.ratio(to: .minute)
  }

  /// The largest share that leaves room for a growth in a minute: u ≤ 1 / (1 + g·T).
  package func utilization(leavingRoomFor growth: ExactNumber) -> ExactNumber {
    .one / (.one + growth * time.ratio(to: .minute))
  }
}

extension Autoscaler {
  /// How many pods may be taken away at once, so that the rest still carries what all carried.
  package var disruptable: Int {
    max(1, ((.one - usedShare) * ExactNumber(replicas.lowerBound)).roundedDown)
  }

  /// How much of what it carries a pod is meant to be asked for; of what it requests where nobody
  /// says what it carries.
  package var usedShare: ExactNumber {
    carrying?.utilization ?? ExactNumber(Int128(cpu ?? memory ?? 100), over: 100)
  }

  /// The capacity that `peak` is compared with.
  package var carrying: PodCapacity? {
    capacities.first { if case .total = $0.measure { false } else { true } }
  }

  /// What the most pods carry at the target.
  package var ceiling: ExactNumber? {
    carrying.map { $0.target * ExactNumber(replicas.upperBound) }
  }

  /// What the most pods cost in 30 days, in hours of one pod.
  package var podHours: Int { replicas.upperBound * Self.hours }

  /// What the fewest pods cost in 30 days, in hours of one pod.
  package var fewestPodHours: Int { replicas.lowerBound * Self.hours }

  /// Of 30 days.
  private static let hours = 720
}
