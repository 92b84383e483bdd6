# An owner's page goes to two receivers, the ticket to the project's two.
slogen alarm-test shop/availability --specs exceptions.slo
