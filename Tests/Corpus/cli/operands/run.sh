# Options before and behind operands, glued values, and -- which ends options.
slogen --color=never check -j1 specs --jobs=2
slogen check -- specs
cp specs/checkout.slo -- --check.slo
sed -i 's/catalog/specs\/catalog/; s/service checkout/service dashed/' ./--check.slo
slogen check -- --check.slo
slogen check --check.slo
echo "exit code $?"
