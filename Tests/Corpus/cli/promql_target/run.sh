# Which servers read an expression.
for target in portable 2.42 3 everything; do
  echo "-- $target"
  printf '%s\n' 'x[1h - 5m]' 'holt_winters(x[5m], 0.5, 0.5)' 'limitk(2, x)' 'x @ start()' |
    slogen promql check --target "$target" --format json | cut -d , -f 1-2
done
slogen promql check --target 2.42 'double_exponential_smoothing(x[5m], 0.5, 0.5)'
