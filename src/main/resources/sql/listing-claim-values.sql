select shop, product_no
from listing l
where state = 'waiting'
  and selected
  and priority = 3
  and due_at <= :now
  and not (published_as_draft and send_as_draft and content_hash = published_hash)
  and (claimed_until is null or claimed_until < :now)
  and missing is null
  and held_by_run is null
  and not exists (
    select 1 from pause p
    where p.shop = l.shop and p.stage = 'publishing' and (p.until_at is null or p.until_at > :now))
order by rank_at, product_no
fetch first :size rows only
for update skip locked
