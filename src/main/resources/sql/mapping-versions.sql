select version, stored_at, activated_at, activated_by, in_force from mapping_version order by stored_at desc, version
