-- What keeps a product from being sent, a word of code and field for each lack; those of earlier rows know their first code alone.
alter table listing add column causes varchar(1000) default '' not null;
update listing set causes = state_code || ':'
where state in ('incomplete', 'rejected', 'failed', 'no-warehouse') and state_code is not null;

-- 今日やること asks what happened since yesterday.
create index history_by_time on history (shop, at);
