alter table history alter column id restart with (select coalesce(max(id), 0) + 1 from history)
