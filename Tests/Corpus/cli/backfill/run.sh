# Rules that count the past, of a service or an SLO; generate leaves them alone.
slogen generate > /dev/null 2>&1
slogen backfill checkout
sed -n '/create-blocks-from/,/^```/p' generated/prometheus/backfill/README.md
slogen backfill search/availability --out past
slogen backfill checkout/availabilty
echo "exit code $?"
slogen backfill --out=
echo "exit code $?"
echo '# mine' >> past/search.counts.yml
slogen backfill search --out past
echo "exit code $?"
slogen generate --check 2> /dev/null
rm -r generated/prometheus/backfill
slogen generate --check 2> /dev/null
echo 'metric nothing_total: Counter { }' > nothing.slo
slogen backfill --specs nothing.slo
echo "exit code $?"
