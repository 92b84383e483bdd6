slogen check --format xml
slogen generate --format ''
slogen check --format
