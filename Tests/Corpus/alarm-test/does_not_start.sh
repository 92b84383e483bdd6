# Programs of the name that are none, or that say nothing.
mkdir bin
printf '#!/bin/sh\necho "no licence" >&2\nexit 3\n' > bin/alertmanager
chmod +x bin/alertmanager
PATH=$PWD/bin:$PATH slogen alarm-test --specs exceptions.slo 2>&1 | sed "s|$PWD|.|"
printf '#!/bin/sh\necho "waiting for Godot"\nsleep 100\n' > bin/alertmanager
PATH=$PWD/bin:$PATH slogen alarm-test --specs exceptions.slo --timeout 1s 2>&1 | sed "s|$PWD|.|"
