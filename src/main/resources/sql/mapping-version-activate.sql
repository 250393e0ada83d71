update mapping_version set in_force = true, activated_at = :activatedAt, activated_by = :activatedBy, held_at = null where version = :version
