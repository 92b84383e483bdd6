# More groups than the tenant accepts, and what would be accepted.
slogen generate many
ls generated 2> /dev/null || echo 'nothing is written'
# Groups that are too few, and how many are enough.
slogen generate tight
# Where no packing helps.
slogen generate hopeless
