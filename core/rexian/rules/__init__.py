"""The rule core: rules as data, compiled to finite tables and read alike by desk and lab."""
