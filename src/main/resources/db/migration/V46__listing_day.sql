-- Listings of which the day has a say: the day in Japan they were mapped for, and the first one on which the mapping may make
-- something else of the same product.
create table listing_day (
  shop         varchar(64) not null,
  product_no   varchar(64) not null,
  mapped_on    date        not null,
  map_again_on date        not null,
  primary key (shop, product_no)
);
create index listing_day_due on listing_day (shop, map_again_on, product_no);
