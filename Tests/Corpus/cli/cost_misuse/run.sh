# Names that nobody has, servers that cannot be asked.
try() {
    slogen cost "$@"
    echo "exit $?"
}
try nothing
try checkout/availabilty
try --live https://prometheus.example.com
try --live prometheus:9090
try --timeout 3s
try --live http://127.0.0.1:9 --timeout 0s
try --format sarif
try --live http://127.0.0.1:9
