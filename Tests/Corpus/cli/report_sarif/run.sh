# Problems as a log of static analysis.
slogen check --format sarif
echo "exit code $?"
printf 'service cafe {\n  // \xc3\xa9\xff\n  slo é: 99.9%% over 30d { }\n}\nservice cafe {}\n' > specs/broken.slo
slogen check --format sarif
echo "exit code $?"
slogen check --format=sarif missing.slo
echo "exit code $?"
mkdir 'odd, 100%: ñames'
echo 'servce' > 'odd, 100%: ñames/a.slo'
slogen check --format sarif 'odd, 100%: ñames' | grep uri
