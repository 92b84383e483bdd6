# A fresh clone: the defaults do the main job, and sha256sum can verify it.
slogen generate
echo "exit code $?"
cd generated && sha256sum --quiet -c .slogen-manifest && echo "the manifest is right"
