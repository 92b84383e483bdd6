# A service goes, and its files with it; folders that become empty go too.
slogen generate > /dev/null
mkdir -p generated/old/deeper
echo stale > generated/old/deeper/file.yml
echo kept > generated/notes.txt
(cd generated && sha256sum old/deeper/file.yml >> .slogen-manifest)
rm specs/search.slo
slogen generate | head -1
grep -c search generated/.slogen-manifest
