# Incidents that cannot be meant.
try() {
  echo "\$ slogen simulate $*"
  slogen simulate "$@" 2>&1
  echo "exit code $?"
}
slo=checkout/availability
try
try $slo
try $slo --errors 5%
try $slo --for 30m
try $slo search/availability --errors 5% --for 30m
try checkout/availabilty --errors 5% --for 30m
try $slo --errors 5 --for 30m
try $slo --errors 5rps --for 30m
try $slo --errors 101% --for 30m
try $slo --errors -5% --for 30m
try $slo --errors 0% --for 30m
try $slo --errors 5% --for 30
try $slo --errors 5% --for 0m
try $slo --errors 5% --for 30m --errors 6%
try $slo --errors 5% --for 8d
try $slo --errors 5% --for 1month
try $slo --errors 5% --for 30m --traffic 20
try $slo --errors 5% --for 30m --traffic 0rps
try $slo --errors 5% --for 30m --traffic 5MB/s
try $slo --errors 5% --for 30m --history 5%
try $slo --errors 5% --for 30m --group acme
try $slo --errors 5% --for 30m --group tenant=acme
try $slo --errors 5% --for 30m --format sarif
slogen simulate --help
