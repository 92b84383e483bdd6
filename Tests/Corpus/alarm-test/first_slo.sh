# Nobody names an SLO; text of all sorts comes back as it was sent.
slogen alarm-test --specs hostile.slo
