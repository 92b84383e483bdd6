# A reader that leaves early is no failure; a full disk is one.
slogen --help | head -1
echo "exit codes ${PIPESTATUS[*]}"
slogen --version > /dev/full
echo "exit code $?"
slogen check specs > /dev/null 2> /dev/full
echo "exit code $?"
