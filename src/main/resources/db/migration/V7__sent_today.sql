-- 概況 tells how many products were sent today.
create index publishing_attempt_by_time on publishing_attempt (shop, started_at);
