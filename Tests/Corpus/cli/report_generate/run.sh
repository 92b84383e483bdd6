# Generating says the same things; what was written is said on standard error.
slogen generate --format json
echo "exit code $?"
slogen generate --check --format sarif | head -3
slogen generate --check --format github
echo '# mine' >> generated/prometheus/checkout.rules.yml
slogen generate --format github
echo "exit code $?"
slogen generate --format json
echo "exit code $?"
