# Lines of standard input: each is an expression, an empty one too; any bytes may come.
printf 'up\nsum(up) by\n\nx + \n' | slogen promql check
echo "exit code $?"
printf 'a+b\r\nsum (x)' | slogen promql format -
echo "exit code $?"
printf 'up{a="\xff"}\nu\0p\n"caf\xc3\xa9" + x +\n' | slogen promql check --format json
echo "exit code $?"
printf 'u\0p\n\xff\n' | slogen promql check
echo "exit code $?"
slogen promql check --format json < /dev/null
echo "exit code $?"
# A line of a million bytes, and ones that are longer and deeper than anything is.
many() { head -c "$1" /dev/zero | sed "s/\x00/$2/g"; }
{ many 1000000 x; echo; many 100000 a+; echo b; many 100000 '('; } |
  slogen promql check 2>&1 | cut -c 1-120
slogen promql check < .
