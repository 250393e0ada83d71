insert into crash (stage, shop, item, crashes, last_at)
values (:stage, :shop, :item, 1, :now)
