# Incidents that fire, that stay silent, and that do both in turn.
cat >> specs/checkout.slo <<'SPEC'

metric probe_success: Gauge<Bool> { labels: job }

service payments {
    owner: "payments"
    runbook: "https://runbooks.example.com/payments"
    traffic: 5/min
    slo availability: 99.5% over 7d {
        objective: 99.9% where job in ["acme", "globex"]
        by: job
        events: http_requests_total where route == "/pay"
        bad: code in 500...599
    }
    slo reachable: 99% over 7d {
        sample: probe_success
        good: value
    }
}
SPEC
slogen simulate checkout/availability --errors 20% --for 30m --traffic 20rps
echo
slogen simulate checkout/availability --errors 100% --for 20m --history 15m
echo
slogen simulate payments/availability --errors 50% --for 10m
echo
slogen simulate payments/availability --group job=acme --errors 1% --for 2h --traffic 10rps
echo
slogen simulate payments/reachable --errors 100% --for 4m --errors 0% --for 10m --errors 40% --for 1h
