# Command lines that cannot be meant.
try() {
  echo "\$ slogen promql $*"
  slogen promql "$@" 2>&1
  echo "exit code $?"
}
try
try chekc up
try up
try check --target 2.41 up
try check --format sarif up
try check --format xml up
try check up -
try check -up
try check --catalog= up
try check --out x up
try check --catalog missing.slo up
slogen promql --help
