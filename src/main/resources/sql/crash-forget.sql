delete from crash
where stage = :stage and shop = :shop and item = :item
