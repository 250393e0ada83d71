delete from publishing_run
where finished_at < :?before
