update crash
set crashes = 2
where stage = :stage and shop = :shop and item = :item
