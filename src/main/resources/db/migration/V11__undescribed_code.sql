-- Codes of TikTok that our table of outcomes does not describe, counted for people.
create table undescribed_code (
  shop      varchar(64)   not null,
  code      integer       not null,
  operation varchar(24)   not null,
  message   varchar(2000) not null,
  times     integer       not null,
  first_at  timestamp(6) with time zone not null,
  last_at   timestamp(6) with time zone not null,
  primary key (shop, code, operation)
);
