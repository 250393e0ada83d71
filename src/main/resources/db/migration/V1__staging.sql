-- One text for H2 and PostgreSQL. Instants are UTC. Money is whole yen, tax included.
-- Documents are varchar without a length: unlimited on PostgreSQL, 1,048,576 characters in the row on H2 (its CLOBs are slower).

-- Light columns only: lists, counts and claims never touch the documents beside it.
create table listing (
  shop              varchar(64)   not null,
  product_no        varchar(64)   not null,
  title             varchar(1000) not null,
  search_text       varchar(2000) not null,
  image_url         varchar(2000),
  category_id       varchar(64),
  price_min         decimal(12, 0),
  price_max         decimal(12, 0),
  stock_total       integer,
  sku_count         integer       not null,
  source_hash       varchar(64)   not null,
  mapping_version   varchar(64)   not null,
  state             varchar(20)   not null,
  state_code        varchar(64),
  state_reason_ja   varchar(2000),
  state_reason_en   varchar(2000),
  selected          boolean       not null,
  send_as_draft     boolean       not null,
  version           bigint        not null,
  generation        integer       not null,
  content_hash      varchar(64)   not null,
  published_hash    varchar(64),
  remote_product_id varchar(64),
  remote_status     varchar(40),
  remote_audit      varchar(40),
  remote_read_at    timestamp(6) with time zone,
  source_changed    boolean       not null,
  missing           varchar(12),
  drift             boolean       not null,
  imported_at       timestamp(6) with time zone not null,
  changed_at        timestamp(6) with time zone not null,
  published_at      timestamp(6) with time zone,
  priority          integer       not null,
  due_at            timestamp(6) with time zone not null,
  claimed_by        varchar(64),
  claimed_until     timestamp(6) with time zone,
  attempts          integer       not null,
  review_due_at     timestamp(6) with time zone,
  primary key (shop, product_no)
);
create index listing_by_state on listing (shop, state, selected);
create index listing_by_due on listing (state, selected, due_at);
create index listing_by_review on listing (review_due_at);
create index listing_by_remote on listing (remote_product_id);

-- The heavy side of a listing: what futureshop said, what the mapping made of it, what TikTok last accepted and said.
create table listing_document (
  shop       varchar(64) not null,
  product_no varchar(64) not null,
  snapshot   varchar     not null,
  mapped     varchar     not null,
  reasons    varchar     not null,
  published  varchar,
  remote     varchar,
  primary key (shop, product_no)
);

-- A person's value over a mapped one, with the mapped value it replaced. sku_no is '' for the product's own fields.
create table listing_edit (
  shop       varchar(64)  not null,
  product_no varchar(64)  not null,
  sku_no     varchar(64)  not null,
  field      varchar(64)  not null,
  edited     varchar      not null,
  replaced   varchar      not null,
  edited_by  varchar(100) not null,
  edited_at  timestamp(6) with time zone not null,
  primary key (shop, product_no, sku_no, field)
);

-- A SKU's stock is futureshop's only until it has been read once; afterwards only a person changes it (an edit).
create table sku (
  shop          varchar(64) not null,
  product_no    varchar(64) not null,
  sku_no        varchar(64) not null,
  stock         integer,
  stock_read_at timestamp(6) with time zone,
  remote_sku_id varchar(64),
  published_at  timestamp(6) with time zone,
  retired       boolean     not null,
  primary key (shop, product_no, sku_no)
);
create index sku_by_stock_read on sku (shop, stock_read_at);

create table history (
  id         bigint generated always as identity primary key,
  shop       varchar(64)   not null,
  product_no varchar(64)   not null,
  at         timestamp(6) with time zone not null,
  kind       varchar(40)   not null,
  actor      varchar(100)  not null,
  text_ja    varchar(2000) not null,
  text_en    varchar(2000) not null,
  detail     varchar
);
create index history_by_product on history (shop, product_no, at);

create table intake_run (
  id             bigint generated always as identity primary key,
  shop           varchar(64)   not null,
  kind           varchar(12)   not null,
  status         varchar(12)   not null,
  requested_by   varchar(100)  not null,
  window_from    timestamp(6) with time zone,
  window_to      timestamp(6) with time zone,
  cursor_text    varchar(4000),
  pages          integer       not null,
  products       integer       not null,
  changed        integer       not null,
  unchanged      integer       not null,
  failed         integer       not null,
  stocks         integer       not null,
  phase          varchar(12)   not null,
  message_ja     varchar(2000),
  message_en     varchar(2000),
  started_at     timestamp(6) with time zone not null,
  progressed_at  timestamp(6) with time zone not null,
  finished_at    timestamp(6) with time zone,
  claimed_by     varchar(64),
  claimed_until  timestamp(6) with time zone
);
create index intake_run_by_shop on intake_run (shop, status);

-- One row per page of a full scan, so that absence can be told without a write per unchanged product.
create table intake_page (
  run_id          bigint  not null,
  page            integer not null,
  product_numbers varchar not null,
  primary key (run_id, page)
);

-- How far incremental intake of a shop is complete (UTC), and when every product was last read.
create table intake_progress (
  shop           varchar(64) primary key,
  complete_until timestamp(6) with time zone,
  full_scan_at   timestamp(6) with time zone
);

create table publishing_run (
  id           bigint generated always as identity primary key,
  shop         varchar(64)   not null,
  requested_by varchar(100)  not null,
  dry_run      boolean       not null,
  status       varchar(12)   not null,
  total        integer       not null,
  started_at   timestamp(6) with time zone not null,
  finished_at  timestamp(6) with time zone,
  result       varchar
);

create table publishing_run_item (
  run_id     bigint      not null,
  product_no varchar(64) not null,
  status     varchar(12) not null,
  primary key (run_id, product_no)
);

-- The ledger: written and committed before a call that changes something at TikTok.
create table publishing_attempt (
  id              bigint generated always as identity primary key,
  shop            varchar(64)  not null,
  product_no      varchar(64)  not null,
  operation       varchar(24)  not null,
  idempotency_key varchar(128) not null,
  body            varchar      not null,
  body_hash       varchar(64)  not null,
  content_hash    varchar(64)  not null,
  generation      integer      not null,
  outcome         varchar(16)  not null,
  remote_code     varchar(20),
  request_id      varchar(100),
  answer          varchar,
  started_at      timestamp(6) with time zone not null,
  finished_at     timestamp(6) with time zone,
  resolve_due_at  timestamp(6) with time zone,
  resolve_tries   integer      not null
);
create index publishing_attempt_by_product on publishing_attempt (shop, product_no, started_at);
create index publishing_attempt_by_outcome on publishing_attempt (outcome, resolve_due_at);

-- What TikTok already holds of our images, by the bytes' hash and the use.
create table image_upload (
  shop         varchar(64)   not null,
  content_hash varchar(64)   not null,
  use_case     varchar(30)   not null,
  uri          varchar(500)  not null,
  url          varchar(2000) not null,
  width        integer       not null,
  height       integer       not null,
  uploaded_at  timestamp(6) with time zone not null,
  primary key (shop, content_hash, use_case)
);

-- What was found behind a source image's address when it was last fetched.
create table image_source (
  shop         varchar(64)   not null,
  url_hash     varchar(64)   not null,
  url          varchar(2000) not null,
  content_hash varchar(64),
  width        integer,
  height       integer,
  size_bytes   integer,
  problem_code varchar(64),
  problem_ja   varchar(1000),
  problem_en   varchar(1000),
  fetched_at   timestamp(6) with time zone not null,
  primary key (shop, url_hash)
);

create table dead_letter (
  id              bigint generated always as identity primary key,
  shop            varchar(64)   not null,
  product_no      varchar(64)   not null,
  stage           varchar(20)   not null,
  route_id        varchar(80)   not null,
  code            varchar(64)   not null,
  kind            varchar(20)   not null,
  field           varchar(200),
  message_ja      varchar(2000) not null,
  message_en      varchar(2000) not null,
  snapshot        varchar,
  mapping_version varchar(64),
  attempts        integer       not null,
  request_ids     varchar(2000),
  first_at        timestamp(6) with time zone not null,
  last_at         timestamp(6) with time zone not null,
  status          varchar(12)   not null,
  closed_by       varchar(100),
  closed_reason   varchar(1000),
  closed_at       timestamp(6) with time zone
);
create index dead_letter_by_status on dead_letter (shop, status, code);
create index dead_letter_by_product on dead_letter (shop, product_no, stage);

create table webhook (
  notification_id varchar(100) primary key,
  shop            varchar(64),
  type            integer      not null,
  product_id      varchar(64),
  body            varchar      not null,
  received_at     timestamp(6) with time zone not null,
  processed_at    timestamp(6) with time zone,
  outcome         varchar(200)
);
create index webhook_by_processed on webhook (processed_at, received_at);

-- Tokens are encrypted; nothing in this table is readable without bridge.encryption-key.
create table tiktok_authorization (
  shop                varchar(64)  primary key,
  access_token        varchar,
  refresh_token       varchar,
  shop_cipher         varchar,
  access_expires_at   timestamp(6) with time zone,
  refresh_expires_at  timestamp(6) with time zone,
  remote_shop_id      varchar(64),
  remote_shop_name    varchar(200),
  status              varchar(16)  not null,
  authorized_at       timestamp(6) with time zone,
  refreshed_at        timestamp(6) with time zone,
  refreshing_by       varchar(64),
  refreshing_until    timestamp(6) with time zone,
  version             bigint       not null
);

create table authorization_request (
  state      varchar(100) primary key,
  shop       varchar(64)  not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  used_at    timestamp(6) with time zone
);

-- Shop-level facts of TikTok that preflight and the request need, with their age.
create table tiktok_shop_fact (
  shop    varchar(64) not null,
  name    varchar(40) not null,
  content varchar     not null,
  read_at timestamp(6) with time zone not null,
  primary key (shop, name)
);

create table pause (
  shop      varchar(64)   not null,
  stage     varchar(20)   not null,
  code      varchar(64)   not null,
  reason_ja varchar(2000) not null,
  reason_en varchar(2000) not null,
  paused_by varchar(100)  not null,
  paused_at timestamp(6) with time zone not null,
  until_at  timestamp(6) with time zone,
  primary key (shop, stage)
);

create table mapping_version (
  version      varchar(64) primary key,
  files        varchar     not null,
  stored_at    timestamp(6) with time zone not null,
  activated_at timestamp(6) with time zone,
  activated_by varchar(100),
  in_force     boolean     not null
);

-- Leadership and heartbeats of the instances that share this database.
create table lease (
  name     varchar(100) primary key,
  owner    varchar(64)  not null,
  until_at timestamp(6) with time zone not null
);
create table instance_heartbeat (
  instance varchar(64) primary key,
  beat_at  timestamp(6) with time zone not null
);
