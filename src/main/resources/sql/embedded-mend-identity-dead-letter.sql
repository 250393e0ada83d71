alter table dead_letter alter column id restart with (select coalesce(max(id), 0) + 1 from dead_letter)
