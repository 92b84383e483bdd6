# not as root
mkdir generated
chmod a-w generated
slogen generate
echo "exit code $?"
chmod u+w generated
