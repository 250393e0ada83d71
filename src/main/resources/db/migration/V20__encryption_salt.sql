-- One row: what makes the keys that are derived from bridge.encryption-key differ from any other installation's.
create table encryption_salt (
  id          smallint     primary key check (id = 1),
  salt        varchar(64)  not null,
  created_at  timestamp(6) with time zone not null
);
