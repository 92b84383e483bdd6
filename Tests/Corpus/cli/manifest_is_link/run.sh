slogen generate > /dev/null
mv generated/.slogen-manifest elsewhere
ln -s ../elsewhere generated/.slogen-manifest
slogen generate
echo "exit code $?"
