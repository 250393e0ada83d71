-- When each of futureshop's clients may send its next request: one row for all instances, because the limit is the client's.
create table futureshop_turn (
  client_id varchar(200) not null primary key,
  next_at   timestamp(6) with time zone not null
);
