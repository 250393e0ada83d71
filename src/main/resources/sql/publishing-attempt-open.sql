select id, shop, product_no, operation, idempotency_key, body, content_hash, generation, outcome, remote_code, request_id,
  answer, started_at, finished_at, resolve_tries
from publishing_attempt
where shop = :shop and product_no = :productNo and outcome in ('STARTED', 'UNKNOWN')
  and operation in ('create', 'edit', 'partial-edit')
order by id desc
fetch first 1 rows only
