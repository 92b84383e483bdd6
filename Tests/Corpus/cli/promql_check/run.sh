# Verdicts for people: errors with their places on standard error, a count on standard output.
slogen promql check 'sum by (job) (rate(http_requests_total[5m]))'
echo "exit code $?"
slogen promql check 'up' 'time()' '"text"' 'up[5m]' '1 + 1'
echo "exit code $?"
slogen promql check 'sum(rate(http_requests_total[5m])' 'rate(up)' 'up'
echo "exit code $?"
slogen promql check 'sum(
  rate(up)
)'
echo "exit code $?"
slogen promql check --color=always 'up{'
