update mapping_version set held_at = null where version = :version and held_at is not null
