# The picture, and where it cannot be written.
slogen simulate checkout/availability --errors 20% --for 30m --svg incident.svg > /dev/null
echo "exit code $?"
head -c 160 incident.svg; echo
cp incident.svg again.svg
slogen simulate checkout/availability --errors 20% --for 30m --format json --svg again.svg | head -3
cmp incident.svg again.svg && echo the same
slogen simulate checkout/availability --errors 20% --for 30m --svg missing/incident.svg
echo "exit code $?"
slogen simulate checkout/availability --errors 20% --for 30m --svg=
echo "exit code $?"
