# Somebody sends pages to another receiver, whose webhook is slogen as well.
mkdir bin
cat > bin/alertmanager <<'END'
#!/bin/sh
config=${1#--config.file=}; shift
sed '/severity="critical".*slo_id/{n;s/pager/unused/}' "$config" > "$config.new"
exec prometheus-alertmanager --config.file="$config.new" "$@"
END
chmod +x bin/alertmanager
PATH=$PWD/bin:$PATH slogen alarm-test cart/availability --specs exceptions.slo --severity page --timeout 2s
