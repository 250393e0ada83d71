insert into intake_progress (shop)
select cast(:shop as varchar(64))
where not exists (select 1 from intake_progress where shop = :shop)
