# Policies beside each other: with traffic and without, of groups, of samples, of nobody, of no SLO.
cat >> specs/checkout.slo <<'SPEC'

metric probe_success: Gauge<Bool> { labels: job }
policy strict { page(burning: 10x, over: 1h, and: 5m) }

service payments {
    owner: "payments"
    runbook: "https://runbooks.example.com/payments"
    slo availability: 99.5% over 7d {
        policy: strict
        objective: 99.9% where job in ["acme", "globex"]
        by: job
        minimum: 5 errors
        events: http_requests_total where route == "/pay"
        bad: code in 500...599
    }
    slo reachable: 99% over 7d {
        policy: quiet
        sample: probe_success
        good: value
    }
}
SPEC
slogen policy checkout/availability --traffic 2rps
echo
slogen policy payments/availability --group job=acme
echo
slogen policy payments/reachable
try() {
  echo "\$ slogen policy $*"
  slogen policy "$@" 2>&1
  echo "exit code $?"
}
try
try checkout/availabilty
try checkout/availability --traffic 2
try checkout/availability --errors 5%
try payments/reachable --traffic 20rps
slogen policy --help
