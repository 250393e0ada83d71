alter table intake_run alter column id restart with (select coalesce(max(id), 0) + 1 from intake_run)
