select shop, category_id, after_no
from demand_change
where changed_at <= :settled
order by changed_at, shop, category_id
fetch first 1 rows only
for update skip locked
