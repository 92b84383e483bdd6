# Imports of things that are no specs; importing what cannot be read.
ln -s loop.slo specs/loop.slo
slogen check specs/a.slo
echo "exit code $?"
