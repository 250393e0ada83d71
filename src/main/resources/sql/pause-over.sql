delete from pause
where shop = :shop and code = :code
