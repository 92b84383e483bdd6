# What expressions are made of.
slogen promql tree 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) / on (job) group_left (team) (a > bool 0.5)'
slogen promql tree 'max_over_time(rate(x[5m] offset 1h)[1d:5m] @ end())' 'topk(3, -x)' 'label_replace(up, "a", "$1", "b", "(.*)")'
slogen promql tree 'sum('
echo "exit code $?"
