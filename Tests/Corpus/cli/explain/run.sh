# One page, in the ways in which its code may be written; several; and what is no code.
slogen explain SLO2003
slogen explain slo0012 | head -3
slogen explain 0012 | head -3
slogen explain SLO9002 SLO4001 | grep '\['
slogen explain SLO2999
echo "exit code $?"
slogen explain SLO7001
slogen explain bucket
slogen explain --markdown SLO2003
slogen explain checkout/latency
echo "exit code $?"
