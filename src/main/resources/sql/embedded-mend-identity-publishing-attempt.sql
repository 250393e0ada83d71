alter table publishing_attempt alter column id restart with (select coalesce(max(id), 0) + 1 from publishing_attempt)
