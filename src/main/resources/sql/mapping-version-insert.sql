insert into mapping_version (version, files, stored_at, in_force)
values (:version, :files, :storedAt, false)
