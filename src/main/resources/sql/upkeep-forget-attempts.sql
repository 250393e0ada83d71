delete from publishing_attempt
where finished_at < :?before
  and outcome not in ('STARTED', 'UNKNOWN')
  and not (operation = 'create' and outcome = 'DONE')
