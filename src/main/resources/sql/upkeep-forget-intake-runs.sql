delete from intake_run
where finished_at < :?before
  and id not in (select newest.id from (select max(id) as id from intake_run group by shop) newest)
