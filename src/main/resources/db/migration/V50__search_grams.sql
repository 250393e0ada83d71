-- What a search goes by: every two letters in a row of a product's search text, and every kanji by itself, so that looking for a
-- word reads the products that have its rarest two letters and no others.
create table listing_gram (
  shop       varchar(64) not null,
  gram       varchar(2)  not null,
  product_no varchar(64) not null,
  primary key (shop, gram, product_no)
);
insert into listing_gram (shop, gram, product_no)
with recursive place (at) as (
  select 1
  union all
  select at + 1 from place where at < (select coalesce(max(char_length(search_text)), 0) from listing))
select distinct l.shop, substring(l.search_text from p.at for 2), l.product_no
from listing l
join place p on p.at < char_length(l.search_text)
where substring(l.search_text from p.at for 2) not like '% %'
union
select l.shop, substring(l.search_text from p.at for 1), l.product_no
from listing l
join place p on p.at <= char_length(l.search_text)
where ascii(substring(l.search_text from p.at for 1)) between 13312 and 40959;
