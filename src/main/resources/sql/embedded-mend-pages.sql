delete from intake_page p
where not exists (
  select 1 from intake_run r
  where r.id = p.run_id and p.page < r.pages)
