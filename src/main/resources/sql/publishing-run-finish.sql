update publishing_run
set status = 'DONE', finished_at = :now
where id = :id and shop = :shop and status = 'RUNNING'
  and not exists (select 1 from publishing_run_item i where i.run_id = :id and i.status in ('WAITING', 'UNKNOWN'))
