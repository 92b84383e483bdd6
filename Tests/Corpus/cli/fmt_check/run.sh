# --check lists, --diff shows what `patch` can apply; neither writes.
slogen fmt --check
echo "exit code $?"
slogen fmt --diff | tee change.patch
echo "exit codes ${PIPESTATUS[*]}"
patch -s -p1 < change.patch && slogen fmt --check
echo "exit code $?"
slogen fmt --diff
echo "exit code $?"
rm change.patch
