# A link is not written through, neither a file's nor a folder's.
mkdir elsewhere
mv specs/checkout.slo elsewhere/
cp elsewhere/checkout.slo elsewhere/other.slo
ln -s ../elsewhere/checkout.slo specs/checkout.slo
ln -s ../elsewhere specs/folder
slogen fmt
echo "exit code $?"
slogen fmt --check
echo "exit code $?"
head -1 elsewhere/*.slo
