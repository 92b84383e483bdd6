# The receiver has no integration: it is routed right and arrives nowhere.
mkdir bin
cat > bin/alertmanager <<'END'
#!/bin/sh
config=${1#--config.file=}; shift
sed 's/- name: pager$/- name: pager\n- name: other/' "$config" > "$config.new"
exec prometheus-alertmanager --config.file="$config.new" "$@"
END
chmod +x bin/alertmanager
PATH=$PWD/bin:$PATH slogen alarm-test cart/availability --specs exceptions.slo --severity page --timeout 2s
