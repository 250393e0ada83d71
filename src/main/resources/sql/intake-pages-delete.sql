delete from intake_page
where run_id = :run
