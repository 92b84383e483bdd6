# Only what was named is edited: no import from elsewhere, and nothing behind a link.
ln -s ../shared/other.slo specs/linked.slo
ln -s ../shared specs/folder
cp -r shared before
slogen check --fix
echo "exit code $?"
diff -r shared before && echo "nothing outside has changed"
slogen check --fix shared
# A file's permissions stay, and nothing is left beside it.
printf 'metric x_total: Counter { scrape = 30s }\n' > shared/mode.slo
chmod 600 shared/mode.slo
slogen check --fix shared/mode.slo
stat -c %a shared/mode.slo
ls -A shared
