# How many series there are, when so many targets show such a page; what stands there stays.
slogen catalog --from metrics.txt --targets 6
echo "--- closed domains"
slogen catalog --from metrics.txt --targets 6 --closed http_requests_total
cat > catalog.slo <<'SPEC'
metric http_requests_total: Counter {
    labels: method, route, code in 100...599
    cardinality: 900
}
metric up: Gauge<Bool>
metric wait_seconds: Summary<Seconds> { labels: queue }
SPEC
slogen catalog --from metrics.txt --targets 2 --out catalog.slo
slogen catalog --from metrics.txt --targets 3 --out catalog.slo
slogen catalog --from metrics.txt --out catalog.slo
cat catalog.slo
slogen check catalog.slo
echo 'metric http_requests_total: Counter { labels: method in ["GET"], code in 100...599 }' > catalog.slo
slogen catalog --from metrics.txt --targets 2 --out catalog.slo http_requests_total
cat catalog.slo
slogen check catalog.slo
for count in 0 -1 many; do
    slogen catalog --from metrics.txt --targets $count
    echo "exit $?"
done
