update listing
set held_by_run = null
where shop = :shop
  and held_by_run is not null
  and (held_by_run = :run or not exists (
    select 1 from intake_run r where r.id = held_by_run and r.status = 'RUNNING'))
