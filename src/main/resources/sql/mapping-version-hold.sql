update mapping_version set held_at = :heldAt, held_ja = :ja, held_en = :en where version = :version
