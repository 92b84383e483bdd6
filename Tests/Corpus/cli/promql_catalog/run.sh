# What a catalog knows of metrics; one with mistakes is no catalog.
slogen promql check --catalog specs/catalog 'sum(rate(http_requests_total[5m]))'
echo "exit code $?"
echo 'metric x: Countr' > broken.slo
slogen promql check --catalog broken.slo 'up'
echo "exit code $?"
