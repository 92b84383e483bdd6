# Colour on a terminal only, unless it is asked for or forbidden.
echo 'service' > specs/broken.slo
rm specs/checkout.slo specs/search.slo
coloured() { grep -c "$(printf '\033')" - || true; }
slogen check 2>&1 | coloured
slogen check --color=always 2>&1 | coloured
terminal() { script -qec "$1" /dev/null | coloured; }
terminal 'slogen check'
terminal 'slogen check --color=never'
terminal 'NO_COLOR=1 slogen check'
terminal 'NO_COLOR= slogen check'
terminal 'NO_COLOR=1 slogen check --color=always'
terminal 'TERM=dumb slogen check'
