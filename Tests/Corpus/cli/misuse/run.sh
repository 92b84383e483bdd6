# Command lines that cannot be meant.
try() {
  echo "\$ slogen $*"
  slogen "$@" 2>&1
  echo "exit code $?"
}
slogen 2>&1 | diff - <(slogen --help)
echo "exit code ${PIPESTATUS[0]}"
try generat
try frobnicate
try generate --chek
try check --out generated
try generate --out
try generate --out=
try generate --check=yes
try check -D
try check -D environment
try check -D=x
try check --jobs many
try check --jobs 0
try check --color sometimes
try check -
try check ''
try generate --check --force
try -x
try help generate check
try help nothing
