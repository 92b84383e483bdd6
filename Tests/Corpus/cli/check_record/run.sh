# A lost record is drift too.
slogen generate > /dev/null
rm generated/.slogen-manifest
slogen generate --check
echo "exit code $?"
