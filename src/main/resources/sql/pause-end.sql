delete from pause
where shop = :shop and stage = :stage and code = :code
