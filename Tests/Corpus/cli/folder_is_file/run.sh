mkdir generated
echo mine > generated/prometheus
slogen generate
echo "exit code $?"
