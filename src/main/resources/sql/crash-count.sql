update crash
set crashes = case when :alone then 3 when crashes < 2 then crashes + 1 else crashes end, last_at = :now
where stage = :stage and shop = :shop and item = :item
