# Files that are not laid out are rewritten, others are not touched; permissions stay.
chmod 640 specs/checkout.slo
touch -d '2020-01-01' specs/bounds.slo
slogen fmt
echo "exit code $?"
cat specs/checkout.slo specs/late.slo
stat -c '%a' specs/checkout.slo
stat -c '%y' specs/bounds.slo | cut -c1-10
slogen fmt
echo "exit code $?"
slogen fmt specs/bounds.slo
slogen check > /dev/null 2>&1; echo "exit code of check $?"
