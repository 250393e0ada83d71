merge into tiktok_shop_fact t
using (select cast(:shop as varchar(64)) as shop, cast(:name as varchar(40)) as name) s
on t.shop = s.shop and t.name = s.name
when matched then update set content = :content, read_at = :readAt
when not matched then insert (shop, name, content, read_at) values (:shop, :name, :content, :readAt)
