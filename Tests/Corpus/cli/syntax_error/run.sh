# Nothing is written when a spec is wrong.
echo 'service' > specs/broken.slo
slogen generate
echo "exit code $?"
