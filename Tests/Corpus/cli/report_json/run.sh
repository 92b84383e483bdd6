# Problems as one document on standard output; sentences go to standard error.
slogen check --format json
echo "exit code $?"
printf 'service cafe {\n  // \xc3\xa9\xff\n  slo é: 99.9%% over 30d { }\n}\nservice cafe {}\n' > specs/broken.slo
slogen check --format json
echo "exit code $?"
slogen check --format=json missing.slo
echo "exit code $?"
