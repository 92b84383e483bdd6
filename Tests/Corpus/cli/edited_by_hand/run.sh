# Edited files are refused and nothing at all is written; --force overwrites.
slogen generate > /dev/null
echo '# mine' >> generated/prometheus/checkout.rules.yml
sed -i s/99%/98%/ specs/search.slo
slogen generate
echo "exit code $?"
(cd generated && sha256sum --quiet -c .slogen-manifest)
slogen generate --force | head -1
(cd generated && sha256sum --quiet -c .slogen-manifest && echo "all as recorded")
