# An SLO in numbers, and where they come from; the project; what is no SLO.
cat >> specs/checkout.slo <<'SPEC'

policy strict { page(burning: 10x, over: 1h, and: 5m) }

service payments {
    owner: "payments"
    runbook: "https://runbooks.example.com/payments"
    traffic: 20rps
    /// Paying works.
    slo availability: 99.95% over 7d {
        policy: strict
        minimum: 5 errors
        events: http_requests_total where job == "payments"
        bad: code in 500...599
    }
}
SPEC
slogen explain payments/availability
slogen explain --specs specs/checkout.slo checkout/availability | head -20
slogen explain project
slogen explain payments/availabilty
echo "exit code $?"
echo 'service' > specs/broken.slo
slogen explain payments/availability
echo "exit code $?"
