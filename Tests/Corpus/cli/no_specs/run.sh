slogen check
echo "exit code $?"
mkdir specs
slogen check
echo "exit code $?"
slogen check specs other
echo "exit code $?"
