select version from mapping_version where in_force = true order by activated_at desc fetch first 1 rows only
