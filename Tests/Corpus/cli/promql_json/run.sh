# One line for each expression, whatever was asked for.
slogen promql check --format json 'sum(rate(x[5m]))by(job)' 'up +' 'rate(up)'
echo "exit code $?"
slogen promql format --format=json 'up'
echo "exit code $?"
