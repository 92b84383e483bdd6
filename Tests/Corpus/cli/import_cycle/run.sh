# Files may import each other; each is read once, however it is spelled.
slogen check specs/a.slo
echo "exit code $?"
