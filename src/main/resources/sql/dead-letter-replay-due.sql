select id, shop, product_no, stage, route_id, code, kind, field, message_ja, message_en, mapping_version, attempts,
  request_ids, first_at, last_at, status, closed_by, closed_reason, closed_at
from dead_letter
where status = 'REPLAYING' and replay_due_at <= :now
order by replay_due_at, id
fetch first :limit rows only
for update skip locked
