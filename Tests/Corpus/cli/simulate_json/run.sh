# The answer for programs.
slogen simulate checkout/availability --errors 2% --for 45m --traffic 20rps --format json
slogen simulate checkout/availability --errors 0.2% --for 5m --history 1h --format=json
