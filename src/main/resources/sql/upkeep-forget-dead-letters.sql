delete from dead_letter
where closed_at < :?before
  and status in ('RESOLVED', 'DISCARDED')
