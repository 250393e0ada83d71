delete from intake_page
where run_id in (select id from intake_run where finished_at < :?before)
