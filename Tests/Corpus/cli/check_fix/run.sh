# Safe edits first, those that may change the meaning when they are asked for.
slogen check 2>&1 | tail -1
slogen check --fix --diff
echo "exit code $?"
grep -c . specs/checkout.slo
slogen check --fix
echo "exit code $?"
slogen check --fix=all
echo "exit code $?"
cat specs/checkout.slo
slogen check --fix
echo "exit code $?"
slogen check --fix=some
slogen check --diff
