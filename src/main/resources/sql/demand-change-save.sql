merge into demand_change d
using (select cast(:shop as varchar(64)) as shop, cast(:categoryId as varchar(64)) as category_id) s
on d.shop = s.shop and d.category_id = s.category_id
when matched then update set changed_at = :changedAt, after_no = ''
when not matched then insert (shop, category_id, changed_at, after_no) values (:shop, :categoryId, :changedAt, '')
