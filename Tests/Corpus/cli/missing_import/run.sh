# Each import that leads nowhere is reported at its place, and nothing else is.
sed -i 's/http.slo/htpp.slo/' specs/checkout.slo
slogen check
echo "exit code $?"
slogen generate
echo "exit code $?"
