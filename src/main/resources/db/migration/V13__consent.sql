-- Which browser a consent was begun in, as a digest of its cookie; null for one begun by a program.
alter table authorization_request add column browser varchar(64);
alter table authorization_request add column begun_by varchar(100);

-- A consent that came back with another TikTok shop than before, until the operator says yes. Tokens are encrypted.
create table authorization_pending (
  shop               varchar(64)  primary key,
  remote_shop_id     varchar(64)  not null,
  remote_shop_name   varchar(200) not null,
  access_token       varchar      not null,
  refresh_token      varchar      not null,
  shop_cipher        varchar      not null,
  access_expires_at  timestamp(6) with time zone not null,
  refresh_expires_at timestamp(6) with time zone not null,
  begun_by           varchar(100),
  arrived_at         timestamp(6) with time zone not null,
  expires_at         timestamp(6) with time zone not null
);
