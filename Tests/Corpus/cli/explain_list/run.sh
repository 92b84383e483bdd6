# Without a code all are listed, by subject.
slogen explain | sed -n '1,4p;$p'
slogen explain | grep -q '^  SLO9008  damaged manifest$' && echo 'to the last'
slogen explain | grep -A3 '^practice$'
