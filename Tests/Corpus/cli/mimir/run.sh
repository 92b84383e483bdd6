# A namespace of Mimir for each service, and one for what they share.
slogen generate
slogen explain project | sed -n '/^Mimir/,$p'
grep -A5 '^namespace' generated/mimir/slo.yml
slogen verify
sed -i 's/for: 10m/for: 1h/' generated/mimir/slo.yml
rm generated/mimir/slo.mail.yml
cp generated/mimir/slo.shop.yml generated/mimir/slo.old.yml
slogen verify
