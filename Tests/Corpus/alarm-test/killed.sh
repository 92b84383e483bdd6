# A killed run leaves no process and, as soon as Alertmanager is gone, no file.
mkdir tmp
export TMPDIR=$PWD/tmp
: > out
slogen alarm-test cart/availability --specs exceptions.slo > out 2>&1 & run=$!
until grep -q sent out; do sleep 0.05; done
kill -KILL $run
wait $run 2> /dev/null
echo "exit $?"
until [ -z "$(ls tmp)" ]; do sleep 0.05; done
left() { for line in /proc/[0-9]*/cmdline; do tr '\0' ' ' < "$line"; done; }
lines=$(left 2> /dev/null)
grep -c "$TMPDIR/" <<< "$lines"
rm -r tmp out
