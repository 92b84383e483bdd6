mkdir -p generated/prometheus/checkout.rules.yml
slogen generate
echo "exit code $?"
