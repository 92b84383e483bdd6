# Which labels the series of results have.
slogen promql labels 'sum by (job) (rate(http_requests_total[5m]))'
slogen promql labels 'up{job="checkout"}' 
slogen promql labels 'sum by (job) (up) or vector(0)'
slogen promql labels --catalog specs/catalog 'sum without (code) (rate(http_requests_total[5m]))'
slogen promql labels 'up{job="a",job="b"}' 'sum(up)'
slogen promql labels 'sum('
echo "exit code $?"
slogen promql labels --format json 'sum by (job) (up) or vector(0)'
