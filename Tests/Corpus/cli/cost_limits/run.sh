# Limits that are exceeded, and one that cannot be checked in full.
cat > specs/checkout.slo <<'SPEC'
metric http_requests_total: Counter {
    labels: route, tenant, code in 100...599
    cardinality: 4800, route = 12
}

project { limits: series <= 300, samples <= 1000/min, podHours <= 5000 }

service checkout {
    owner: "payments"
    runbook: "https://runbooks.example.com/checkout"
    slo availability: 99.9% over 7d {
        events: http_requests_total where job == "checkout"
        bad: code in 500...599
        by: route
    }
    slo tenants: 99% over 7d {
        events: http_requests_total where job == "checkout"
        bad: code in 500...599
        by: tenant
    }
    autoscale deployment("checkout") { replicas: 2...10; cpu: 70% }
    autoscale deployment("worker") { replicas: 2...4; cpu: 70% }
}
SPEC
slogen check
echo "exit $?"
slogen generate
echo "exit $?"
slogen cost checkout/tenants
sed -i 's/limits: .*/limits: series <= 300000, samples <= 100000000\/min }/' specs/checkout.slo
slogen check
sed -i 's/by: tenant//; s/labels: route, tenant/labels: route/' specs/checkout.slo
echo 'metric up: Gauge<Bool> { cardinality: 40 }' >> specs/checkout.slo
slogen check
