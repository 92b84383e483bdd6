# Standard input comes back formatted, or as it was when anything is wrong.
printf 'let  bound=15min' | slogen fmt --stdin
echo "exit code $?"
printf 'let  bound=' | slogen fmt --stdin
echo "; exit code $?"
printf 'service a {\n  owner:"x"\n' | slogen fmt --stdin
echo "exit code $?"
slogen fmt --stdin specs < /dev/null
echo "exit code $?"
slogen fmt --stdin --check < /dev/null
echo "exit code $?"
slogen fmt --force
echo "exit code $?"
slogen fmt --stdin < /dev/null
echo "exit code $?"
