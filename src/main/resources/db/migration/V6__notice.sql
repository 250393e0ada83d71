-- What somebody has to know: one row per cause, open until it no longer holds. An episode is one time it held.
create table alarm (
  shop        varchar(64)   not null,
  cause       varchar(200)  not null,
  code        varchar(64)   not null,
  text_ja     varchar(2000) not null,
  text_en     varchar(2000) not null,
  items       bigint        not null,
  episode     integer       not null,
  raised_at   timestamp(6) with time zone not null,
  resolved_at timestamp(6) with time zone,
  primary key (shop, cause)
);

-- Messages on their way out. The id says what and by which way, so that no instance says the same a second time.
create table notice (
  id            varchar(400)  primary key,
  way           varchar(10)   not null,
  subject       varchar(300)  not null,
  body          varchar       not null,
  created_at    timestamp(6) with time zone not null,
  due_at        timestamp(6) with time zone not null,
  tries         integer       not null,
  claimed_until timestamp(6) with time zone,
  sent_at       timestamp(6) with time zone,
  given_up_at   timestamp(6) with time zone
);
create index notice_by_due on notice (sent_at, due_at);
