# A name that is too long for the system stands for all that keeps a folder from being made.
long=$(printf 'x%.0s' {1..300})
slogen generate --out "$long" 2>&1 | sed 's/xxx*/xxx/'
echo "exit code ${PIPESTATUS[0]}"
