select snapshot from dead_letter where id = :id
