# A record cannot make slogen remove what lies outside of the folder.
echo precious > victim
hash=$(sha256sum < victim | cut -d' ' -f1)
mkdir generated
ln -s .. generated/up
for path in ../victim "$PWD/victim" prometheus/../../victim ./../victim '' up/victim; do
  printf '%s  %s\n' "$hash" "$path" > generated/.slogen-manifest
  slogen generate 2>&1 | head -1
  echo "exit code ${PIPESTATUS[0]}"
  slogen generate --force > /dev/null
  echo "exit code $?"
  cat victim
done
