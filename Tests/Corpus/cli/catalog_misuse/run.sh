slogen catalog
echo "exit $?"
slogen catalog --from absent.txt
echo "exit $?"
slogen catalog --from page.html
echo "exit $?"
slogen catalog --from page.txt --out catalog.txt
echo "exit $?"
ln -s elsewhere.slo link.slo
touch elsewhere.slo
slogen catalog --from page.txt --out link.slo
echo "exit $?"
slogen check --from page.txt
echo "exit $?"
