insert into lease (name, owner, until_at)
select cast(:name as varchar(100)), cast(:owner as varchar(64)), cast(:until as timestamp(6) with time zone)
where not exists (select 1 from lease where name = :name)
