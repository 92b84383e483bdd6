echo mine > generated
slogen generate
echo "exit code $?"
