# Why there is no test.
slogen alarm-test shop/availabilty
slogen alarm-test shop/trial
slogen alarm-test shop/availability --severity page --specs tickets.slo
slogen alarm-test --specs quiet.slo
slogen alarm-test --specs nobody.slo
slogen alarm-test --specs broken.slo
slogen alarm-test --alertmanager http://127.0.0.1:1
slogen alarm-test --alertmanager http://no-such-host.invalid:9093
own=$(dirname "$(command -v slogen)")
PATH=$own slogen alarm-test
