update mapping_version set in_force = false where in_force = true and version <> :version
