# The heartbeat comes again and again, and its end is not told.
slogen alarm-test Watchdog --specs heartbeat.slo
slogen alarm-test Watchdog --specs one-team.slo
