delete from lease
where name = :name and owner = :owner
