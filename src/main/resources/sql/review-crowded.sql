select l.shop
from listing l
where l.review_due_at <= :now
  and l.state = 'in-review'
  and l.remote_product_id is not null
  and (l.claimed_until is null or l.claimed_until < :now)
  and not exists (
    select 1 from pause p
    where p.shop = l.shop and p.stage = 'review' and (p.until_at is null or p.until_at > :now))
group by l.shop
having count(*) >= :least
