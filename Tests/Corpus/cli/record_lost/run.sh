# Without its record, slogen adopts files that are what it would write.
slogen generate > /dev/null
rm generated/.slogen-manifest
slogen generate
