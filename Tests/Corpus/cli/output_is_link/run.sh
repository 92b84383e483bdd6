# The output folder may not be a link that leads elsewhere.
mkdir elsewhere
ln -s elsewhere generated
slogen generate
echo "exit code $?"
slogen generate --out generated/
echo "exit code $?"
slogen generate --check
echo "exit code $?"
