# The comparison for programs.
slogen policy checkout/availability --traffic 2rps --format json
