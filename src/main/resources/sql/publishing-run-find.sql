select r.id, r.shop, r.requested_by, r.dry_run, r.total, r.started_at, r.finished_at, r.result,
  (select count(*) from publishing_run_item i where i.run_id = r.id and i.status = 'WAITING') as waiting_items,
  (select count(*) from publishing_run_item i where i.run_id = r.id and i.status = 'SENT') as sent_items,
  (select count(*) from publishing_run_item i where i.run_id = r.id and i.status = 'REFUSED') as refused_items,
  (select count(*) from publishing_run_item i where i.run_id = r.id and i.status = 'UNKNOWN') as unknown_items
from publishing_run r
where r.id = :id and r.shop = :shop
