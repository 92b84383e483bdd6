chmod 640 catalog.slo
slogen catalog --from metrics.txt --out catalog.slo
cat catalog.slo
stat -c %a catalog.slo
echo "--- a catalog with a mistake stays as it is"
echo 'metric broken Counter' > broken.slo
slogen catalog --from metrics.txt --out broken.slo
echo "exit $?"
cat broken.slo
