select id, shop, product_no, operation, idempotency_key, body, content_hash, generation, outcome, remote_code, request_id,
  answer, started_at, finished_at, resolve_tries
from publishing_attempt a
where (
    (outcome = 'UNKNOWN' and resolve_due_at <= :now)
    or (outcome = 'STARTED' and started_at < :goneSince and operation in ('create', 'edit', 'partial-edit')
      and (resolve_due_at is null or resolve_due_at <= :now)))
  and not exists (
    select 1 from pause p
    where p.shop = a.shop and p.stage = 'publishing' and (p.until_at is null or p.until_at > :now))
order by resolve_due_at
fetch first :size rows only
for update skip locked
