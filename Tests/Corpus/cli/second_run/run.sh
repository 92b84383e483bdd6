# Nothing changes, so nothing is touched: neither times nor inodes.
slogen generate > first
find generated -exec touch -h -d 2001-02-03T04:05:06Z {} +
find generated -type f -printf '%p %i %T@\n' | sort > before
slogen generate
find generated -type f -printf '%p %i %T@\n' | sort > after
cmp before after && echo untouched
rm first before after
