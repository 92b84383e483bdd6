# Without a code all are listed, by subject.
slogen explain
