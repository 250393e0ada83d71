select held_ja, held_en from mapping_version where version = :version and held_at is not null
