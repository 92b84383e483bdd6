# --check lists what would change, appear and vanish, and writes nothing.
slogen generate > /dev/null
sed -i '1i # mine' generated/prometheus/checkout.rules.yml
rm generated/prometheus/search.rules.yml
echo stale > generated/stale.yml
(cd generated && sha256sum stale.yml >> .slogen-manifest)
find . -type f -exec sha256sum {} + | sort > before
slogen generate --check
echo "exit code $?"
find . -type f ! -name after ! -name before -exec sha256sum {} + | sort > after
diff <(grep -v '/before$' before) after && echo untouched
rm before after
