# Only the files of the changed spec are written.
slogen generate > /dev/null
find generated -type f -exec touch -d 2001-02-03T04:05:06Z {} +
sed -i s/99.9%/99.5%/ specs/checkout.slo
slogen generate > /dev/null
find generated -type f -newermt 2001-02-04 | LC_ALL=C sort
