# In colour: what is wrong with files, which no page can show by an example that is compiled.
slogen() { command slogen "$@" --color=always 2>&1; }
printf 'service caf\351 { }\n' > specs/latin.slo
slogen check specs/latin.slo
{ printf 'let a = '; printf '(%.0s' $(seq 300); echo; } > specs/deep.slo
slogen check specs/deep.slo
echo 'service a { slo b: 99% over 7d { events: declared_total; bad: code == "500" } }' > specs/a.slo
echo 'metric declared_total: Counter { labels: code }' > specs/b.slo
slogen check specs/a.slo specs/b.slo
rm specs/latin.slo specs/deep.slo specs/a.slo specs/b.slo
mkfifo specs/pipe.slo
slogen check specs/pipe.slo
rm specs/pipe.slo
slogen check specs/serch.slo
echo > README.md
slogen check README.md
mkdir empty
slogen check empty
slogen generate > /dev/null
echo '# mine' >> generated/prometheus/checkout.rules.yml
sed -i s/99%/98%/ specs/search.slo
slogen generate
sed -i '1i <<<<<<< ours' generated/.slogen-manifest
slogen generate
mkdir linked
ln -s ../empty linked/prometheus
slogen generate --out linked
echo '<html>' > page.html
slogen catalog --from page.html
echo 'metric depth: Counter' > catalog.slo
printf '# TYPE depth gauge\ndepth 1\n' > page.txt
slogen catalog --from page.txt --out catalog.slo
ln -s catalog.slo link.slo
echo 'height 2' >> page.txt
slogen catalog --from page.txt --out link.slo
echo 'service a {' > specs/open.slo
slogen fmt specs/open.slo
