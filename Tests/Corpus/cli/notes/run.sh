# What people write into runbooks is kept; what they write outside the marks is not overwritten.
page=generated/runbooks/checkout.md
slogen generate 2> /dev/null | head -1
sed -i 's/^<!-- slogen:notes availability-page -->$/&\nAsk **Ann** first./' $page
echo "--- notes change nothing"
slogen generate --check 2> /dev/null
echo "--- the spec changes"
sed -i 's/99.9%/99.5%/' specs/checkout.slo
slogen generate 2> /dev/null | head -1
grep -A2 'notes availability-page' $page
echo "--- the SLO is renamed"
sed -i 's/slo availability/slo success/' specs/checkout.slo
slogen generate 2> /dev/null | head -1
tail -5 $page
echo "--- words outside the marks"
sed -i 's/^# Runbook/# My runbook/' $page
slogen generate --check 2> /dev/null | head -3
slogen generate 2>&1 | grep -A2 error
sed -i 's/^# My runbook/# Runbook/' $page
echo "--- the service goes"
rm specs/checkout.slo
slogen generate 2>&1 | grep -A2 error
