select shop, product_no
from proposal q
where state = 'asking'
  and due_at <= :now
  and not exists (
    select 1 from pause p
    where p.shop = q.shop and p.stage = 'publishing' and (p.until_at is null or p.until_at > :now))
order by due_at, product_no
fetch first :size rows only
for update skip locked
