# When a file cannot be written, all of them stay as they were.
slogen generate > /dev/null
find generated -type f -exec sha256sum {} + | sort > before
sed -i s/7d/14d/ specs/*.slo
(ulimit -f 4; slogen generate)
echo "exit code $?"
find generated -type f -exec sha256sum {} + | sort | cmp - before && echo "as before"
rm before
# Nor is a folder left behind.
(ulimit -f 4; slogen generate --out new/folder)
echo "exit code $?"
