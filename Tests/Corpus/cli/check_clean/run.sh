slogen generate > /dev/null
slogen generate --check
echo "exit code $?"
