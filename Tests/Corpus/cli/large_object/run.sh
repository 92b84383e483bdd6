# Objectives for many groups: an object for each of the SLO's groups, one of which is still large.
slogen generate
