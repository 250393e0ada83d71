insert into under_way (run, stage, shop, item, alone, begun_at)
values (:run, :stage, :shop, :item, :alone, :now)
