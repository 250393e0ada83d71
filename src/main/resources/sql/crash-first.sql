insert into crash (stage, shop, item, crashes, last_at)
values (:stage, :shop, :item, case when :alone then 3 else 1 end, :now)
