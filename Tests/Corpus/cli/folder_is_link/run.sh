# Nor may a folder in it.
mkdir generated elsewhere
ln -s ../elsewhere generated/prometheus
slogen generate
echo "exit code $?"
slogen generate --force
echo "exit code $?"
