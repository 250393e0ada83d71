update lease
set owner = :owner, until_at = :until
where name = :name and (owner = :owner or until_at < :now)
