# Latency by native histograms: what is exact, and what is missing.
rm specs/*.slo
cat > specs/storage.slo <<'SPEC'
metric rpc_seconds: NativeHistogram<Seconds> { labels: method }

service storage {
    owner: "storage"
    runbook: "https://runbooks.example.com/storage"
    slo reads: 99% over 7d {
        events: rpc_seconds where job == "storage" && method == "read"
        good: value <= 250ms
    }
    slo writes: 99% over 7d {
        events: rpc_seconds where job == "storage" && method == "write"
        good: value <= 300ms
    }
}
SPEC
slogen explain storage/reads | head -12
slogen explain storage/writes | head -12
slogen generate > generated.log
sed -n '/^tests:/,$p; /^# Not/p' generated/prometheus/storage.test.yml
