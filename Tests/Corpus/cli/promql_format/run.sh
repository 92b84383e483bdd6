# What Prometheus' own formatter prints; what has errors prints nothing but those.
slogen promql format 'sum(rate(x[5m]))by(job)' '1+2 # a comment'
slogen promql format 'sum by (job, instance) (rate(http_requests_total{job="checkout",code=~"5.."}[5m])) / sum by (job, instance) (rate(http_requests_total{job="checkout"}[5m]))'
slogen promql format 'up +' 'up - down'
echo "exit code $?"
slogen promql format -- '-up' '-1 ^ 2'
