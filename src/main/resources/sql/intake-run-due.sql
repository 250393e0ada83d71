select id
from intake_run r
where status = 'RUNNING'
  and (claimed_until is null or claimed_until < :now)
  and not exists (
    select 1 from intake_run o
    where o.shop = r.shop and o.status = 'RUNNING' and o.id < r.id)
  and not exists (
    select 1 from pause p
    where p.shop = r.shop and p.stage = 'intake' and (p.until_at is null or p.until_at > :now))
order by id
fetch first 1 rows only
for update skip locked
