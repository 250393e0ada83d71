-- What a process has in its hands, so that the next one knows what it may have died of.
alter table instance_heartbeat add column run varchar(64);

create table under_way (
  run      varchar(64) not null,
  stage    varchar(16) not null,
  shop     varchar(64) not null,
  item     varchar(64) not null,
  alone    boolean     not null,
  begun_at timestamp(6) with time zone not null,
  primary key (run, stage, shop, item)
);

create table crash (
  stage   varchar(16) not null,
  shop    varchar(64) not null,
  item    varchar(64) not null,
  crashes integer     not null,
  last_at timestamp(6) with time zone not null,
  primary key (stage, shop, item)
);
