# The report for programs.
cat >> specs/checkout.slo <<'SPEC'

metric queue_depth: Gauge<Count> { labels: queue; cardinality: 6 }
project { limits: series <= 10, samples <= 100000/min, podHours <= 9000 }
service worker {
    owner: "events"
    runbook: "https://runbooks.example.com/worker"
    slo depth: 99% over 7d { sample: queue_depth; good: value < 100; by: queue }
    alert Deep: ticket { when: queue_depth > 1000 }
    autoscale deployment("worker") { replicas: 2...10; cpu: 70% }
}
SPEC
slogen cost --format json
