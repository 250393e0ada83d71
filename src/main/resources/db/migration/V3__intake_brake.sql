-- How much of a shop's staged catalogue a run or a new mapping has altered, and whether the brake has stopped it once.
create table intake_brake (
  shop       varchar(64) not null,
  subject    varchar(80) not null,
  altered    integer     not null,
  engaged_at timestamp(6) with time zone,
  primary key (shop, subject)
);
