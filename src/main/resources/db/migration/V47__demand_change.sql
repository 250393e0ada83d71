-- Categories whose demands changed, and how far their listings have been looked at since; the empty category is all of a shop.
create table demand_change (
  shop        varchar(64) not null,
  category_id varchar(64) not null,
  changed_at  timestamp with time zone not null,
  after_no    varchar(64) not null,
  primary key (shop, category_id)
);
create index listing_by_category on listing (shop, category_id, product_no);
-- What is staged already was never looked at for them.
insert into demand_change (shop, category_id, changed_at, after_no)
select distinct shop, '', current_timestamp, '' from listing;
