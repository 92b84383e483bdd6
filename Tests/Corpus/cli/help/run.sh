slogen --help
slogen help
slogen -h generate
slogen generate --help
slogen help check
slogen help help
slogen --version
slogen check --no-such-option --help
echo "exit code $?"
