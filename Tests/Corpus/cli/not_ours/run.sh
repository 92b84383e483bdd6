# Files of the same name that slogen did not write are not overwritten.
mkdir -p generated/prometheus
echo 'groups: []' > generated/prometheus/checkout.rules.yml
slogen generate
echo "exit code $?"
cat generated/prometheus/checkout.rules.yml
