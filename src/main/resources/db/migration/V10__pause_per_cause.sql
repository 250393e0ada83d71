-- A stage may be paused for several causes at once, and the end of one ends no other. The key's generated name differs between
-- the databases, so the table is made anew.
create table pause_per_cause (
  shop      varchar(64)   not null,
  stage     varchar(20)   not null,
  code      varchar(64)   not null,
  reason_ja varchar(2000) not null,
  reason_en varchar(2000) not null,
  paused_by varchar(100)  not null,
  paused_at timestamp(6) with time zone not null,
  until_at  timestamp(6) with time zone,
  constraint pause_per_cause_key primary key (shop, stage, code)
);
insert into pause_per_cause (shop, stage, code, reason_ja, reason_en, paused_by, paused_at, until_at)
select shop, stage, code, reason_ja, reason_en, paused_by, paused_at, until_at from pause;
drop table pause;
alter table pause_per_cause rename to pause;
