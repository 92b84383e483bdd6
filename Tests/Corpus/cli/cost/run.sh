# What is declared, in part, and not at all; alerts on causes; autoscalers; one SLO alone.
cat > specs/checkout.slo <<'SPEC'
metric http_requests_total: Counter {
    labels: route, method in ["GET", "POST"], code in 100...599
    cardinality: 480, route = 12, code = 8
}
metric up: Gauge<Bool>
metric queue_depth: Gauge<Count> { labels: queue, shard in 0...7 }

/// Takes the money.
service checkout {
    owner: "payments"
    runbook: "https://runbooks.example.com/checkout"
    slo availability: 99.9% over 7d {
        events: http_requests_total where job == "checkout" && method in ["GET", "POST"]
        bad: code in 500...599
        by: route, method
        recording: .compact
    }
    slo depth: 99% over 7d {
        sample: queue_depth where job == "checkout" && queue in ["mail", "push"]
        good: value < 100
        by: queue
    }
    slo sharded: 99% over 7d {
        sample: queue_depth where job == "checkout"
        good: value < 100
        by: shard
    }
    alert Deep: ticket { when: queue_depth > 1000 }
    alert Down: ticket { when: !up }
    autoscale deployment("checkout") { replicas: 2...10; cpu: 70% }
    autoscale deployment("worker") { replicas: 2...4; cpu: 70% }
}
SPEC
slogen cost
echo
slogen cost checkout/availability
