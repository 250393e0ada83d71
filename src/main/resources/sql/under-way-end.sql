delete from under_way
where run = :run and stage = :stage and shop = :shop and item = :item
