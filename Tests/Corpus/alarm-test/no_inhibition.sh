# Somebody took the inhibition out: the ticket is not held back.
mkdir bin
cat > bin/alertmanager <<'END'
#!/bin/sh
config=${1#--config.file=}; shift
sed '/^inhibit_rules:/,/^receivers:/{/^receivers:/!d}' "$config" > "$config.new"
exec prometheus-alertmanager --config.file="$config.new" "$@"
END
chmod +x bin/alertmanager
PATH=$PWD/bin:$PATH slogen alarm-test cart/availability --specs exceptions.slo --timeout 2s
