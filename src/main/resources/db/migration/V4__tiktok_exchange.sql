-- What was said to TikTok about an item and what it answered, for the item's evidence: bounded in length and age. Looks
-- that show nothing new are counted on the row before, so that an item that rests makes no rows.
create table tiktok_exchange (
  id          varchar(36)  primary key,
  shop        varchar(64)  not null,
  product_no  varchar(64)  not null,
  operation   varchar(24)  not null,
  method      varchar(8)   not null,
  address     varchar(2000) not null,
  request     varchar,
  status      integer,
  request_id  varchar(100),
  answer      varchar,
  answer_hash varchar(64)  not null,
  failure     varchar(200),
  at          timestamp(6) with time zone not null,
  last_at     timestamp(6) with time zone not null,
  times       integer      not null
);
create index tiktok_exchange_by_product on tiktok_exchange (shop, product_no, at);
create index tiktok_exchange_by_age on tiktok_exchange (last_at);
