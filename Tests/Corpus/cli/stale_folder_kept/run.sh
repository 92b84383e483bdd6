# A folder that holds somebody's file stays.
slogen generate > /dev/null
mkdir generated/old
echo stale > generated/old/file.yml
echo mine > generated/old/mine.txt
(cd generated && sha256sum old/file.yml >> .slogen-manifest)
slogen generate | head -1
