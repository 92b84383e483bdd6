# Generated files agree until somebody changes one of them.
slogen generate > /dev/null 2>&1
slogen verify
(cd generated && slogen verify . --specs ../specs)
sed -i -E 's/"value": 1[0-9]+\.[0-9]+$/"value": 10/' generated/grafana/checkout.json
sed -i 's/record: slo:burn_rate:ratio6h/record: slo:burn:6h/' generated/prometheus/checkout.rules.yml
slogen verify generated
echo "exit code $?"
slogen verify nowhere
slogen verify one two
