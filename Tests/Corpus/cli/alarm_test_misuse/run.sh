# What cannot be meant.
slogen alarm-test a/b c/d
slogen alarm-test --severity loud
slogen alarm-test --alertmanager alerts.example.com
slogen alarm-test --alertmanager https://alerts.example.com
slogen alarm-test --alertmanager http://:9093
slogen alarm-test --alertmanager http://127.0.0.1:99999
slogen alarm-test --alertmanager 'http://127.0.0.1:9093/?x=1'
slogen alarm-test --listen 127.0.0.1:9000
slogen alarm-test --hold 1m
slogen alarm-test --alertmanager http://127.0.0.1:9093 --listen 9000
slogen alarm-test --alertmanager http://127.0.0.1:9093 --listen :9000 --hold 1m
slogen alarm-test --timeout soon
slogen alarm-test --timeout 100ms
slogen alarm-test --timeout 2d
slogen alarm-test --check
