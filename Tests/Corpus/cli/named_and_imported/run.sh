# Named once, twice, by folder or absolutely: always the same files, always the same names.
slogen check specs specs/checkout.slo ./specs//search.slo
slogen check "$PWD/specs"
echo 'service' > specs/broken.slo
slogen check "$PWD/specs" 2> absolute
slogen check specs/../specs/broken.slo specs 2> relative
cmp absolute relative && head -2 absolute
rm absolute relative
