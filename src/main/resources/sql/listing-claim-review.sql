select shop, product_no
from listing l
where review_due_at <= :now
  and remote_product_id is not null
  and (claimed_until is null or claimed_until < :now)
  and not exists (
    select 1 from pause p
    where p.shop = l.shop and p.stage = 'review' and (p.until_at is null or p.until_at > :now))
order by review_due_at
fetch first :size rows only
for update skip locked
