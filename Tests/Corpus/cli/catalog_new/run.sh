slogen catalog --from metrics.txt
echo "--- one metric, closed domains, from standard input"
slogen catalog --closed --from - 'http_*_total' < metrics.txt
echo "--- a file"
slogen catalog --from metrics.txt --out catalog.slo
slogen catalog --from metrics.txt --out catalog.slo
slogen check catalog.slo
