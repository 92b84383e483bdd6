# Colours when they are asked for, lines as narrow as the terminal, escapes made visible.
COLUMNS=60 slogen explain --color=always 2003 | sed 's/\x1b/\\e/g'
NO_COLOR=1 slogen explain 2003 | grep -c "$(printf '\033')" || true
script -qec 'slogen explain 2003' /dev/null | grep -c "$(printf '\033')"
script -qec 'NO_COLOR=1 slogen explain 2003' /dev/null | grep -c "$(printf '\033')" || true
