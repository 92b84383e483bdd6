# Problems as workflow commands, one on each line.
slogen check --format github
echo "exit code $?"
printf 'service cafe {\n  // \xc3\xa9\xff\n  slo é: 99.9%% over 30d { }\n}\nservice cafe {}\n' > specs/broken.slo
slogen check --format github
echo "exit code $?"
slogen check --format=github missing.slo
echo "exit code $?"
mkdir 'odd, 100%: names'
echo 'servce' > 'odd, 100%: names/a.slo'
slogen check --format github 'odd, 100%: names'
