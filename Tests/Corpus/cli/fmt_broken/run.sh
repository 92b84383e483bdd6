# What cannot be read stays as it is, the rest is formatted; whole files are left alone and named.
slogen fmt
echo "exit code $?"
cat specs/half.slo specs/open.slo
slogen fmt specs/half.slo missing.slo
echo "exit code $?"
