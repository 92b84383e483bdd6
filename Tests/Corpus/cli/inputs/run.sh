# Inputs are set with -D; what is wrong with them is the specs' affair.
slogen check
slogen check -D environment=staging
slogen check -Denvironment=nowhere
echo "exit code $?"
slogen check -D enviroment=staging
echo "exit code $?"
