-- How many calls each TikTok shop was asked with in which minute, for a budget of an hour that all instances keep together.
create table tiktok_call_count (
  shop      varchar(64) not null,
  at_minute bigint      not null, -- since 1970, UTC
  urgency   varchar(16) not null,
  calls     integer     not null,
  primary key (shop, at_minute, urgency)
);

-- One row for each shop with a budget: who holds it counts.
create table tiktok_budget (
  shop varchar(64) not null primary key
);
