-- Tokens for programs. What is kept of the token itself is its SHA-256, by which it is found and from which it cannot be made.
create table api_token (
  id          varchar(16)  primary key,
  name        varchar(100) not null,
  name_folded varchar(100) not null unique,
  hash        varchar(64)  not null unique,
  scope       varchar(10)  not null,
  shops       varchar(8000),
  made_by     varchar(100) not null,
  made_at     timestamp(6) with time zone not null,
  expires_at  timestamp(6) with time zone not null,
  ended_by    varchar(100),
  ended_at    timestamp(6) with time zone,
  used_at     timestamp(6) with time zone
);
