delete from publishing_run_item
where run_id in (select id from publishing_run where finished_at < :?before)
