# Nor a file.
mkdir -p generated/prometheus
echo precious > victim
ln -s ../../victim generated/prometheus/checkout.rules.yml
slogen generate --force
echo "exit code $?"
cat victim
