# --check does not even make the folder.
slogen generate --check | LC_ALL=C sort
echo "exit code ${PIPESTATUS[0]}"
