# Things that are no regular files, and things that are too large.
mkfifo specs/pipe.slo
ln -s nowhere specs/dangling.slo
truncate -s 65M specs/large.slo
slogen check
echo "exit code $?"
echo > README
slogen check specs/serch.slo README
echo "exit code $?"
