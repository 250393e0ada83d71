-- What TikTok proposes for products that lack category, attributes or package; nothing of it counts before a person takes it.
create table proposal (
  shop         varchar(64)  not null,
  product_no   varchar(64)  not null,
  state        varchar(12)  not null, -- asking, open, none, accepted, left
  fields       varchar      not null, -- a JSON list
  unanswered   varchar      not null, -- a JSON list: what stays missing, in words
  group_id     varchar(200) not null, -- the shop's own group
  group_name   varchar(400) not null,
  category_id  varchar(64)  not null, -- the proposed one, or empty
  content_hash varchar(64)  not null, -- of the listing that was asked about
  reason_code  varchar(64),
  reason_ja    varchar(2000),
  reason_en    varchar(2000),
  due_at       timestamp(6) with time zone not null,
  answered_at  timestamp(6) with time zone,
  primary key (shop, product_no)
);
create index proposal_by_state on proposal (shop, state, product_no);
create index proposal_by_due on proposal (state, due_at);

-- One row for each shop: the newest round of questions.
create table proposal_round (
  shop         varchar(64)  not null primary key,
  requested_by varchar(200) not null,
  products     integer      not null, -- asked about since it began
  started_at   timestamp(6) with time zone not null,
  waits_until  timestamp(6) with time zone, -- TikTok cannot be asked before
  reason_code  varchar(64), -- why it waits, or what is left out
  reason_ja    varchar(2000),
  reason_en    varchar(2000)
);
