# Mimir accepts twenty rules in a group unless it is told otherwise: the policy of 90 days has more.
slogen generate
