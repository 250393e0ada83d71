select files from mapping_version where version = :version
