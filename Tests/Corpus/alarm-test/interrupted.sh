# An interrupt ends the alerts and the Alertmanager, and leaves no file.
mkdir tmp
export TMPDIR=$PWD/tmp
slogen alarm-test cart/availability --specs exceptions.slo > out 2>&1 & run=$!
until grep -q sent out; do sleep 0.05; done
kill -INT $run
wait $run
echo "exit $?"
grep -c interrupted out
left() { for line in /proc/[0-9]*/cmdline; do tr '\0' ' ' < "$line"; done; }
lines=$(left 2> /dev/null)
grep -c "$TMPDIR/" <<< "$lines"
ls tmp
