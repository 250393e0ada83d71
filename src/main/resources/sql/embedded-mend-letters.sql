-- Of what changed last, the letters that were not written any more.
insert into listing_gram (shop, gram, product_no)
with recursive recent (shop, product_no, search_text) as (
  select shop, product_no, search_text
  from listing
  where changed_at >= (select max(changed_at) from listing) - interval '10' minute
),
place (at) as (
  select 1
  union all
  select at + 1 from place where at < (select coalesce(max(char_length(search_text)), 0) from listing)
),
letters (shop, gram, product_no) as (
  select r.shop, substring(r.search_text from p.at for 2), r.product_no
  from recent r
  join place p on p.at < char_length(r.search_text)
  where substring(r.search_text from p.at for 2) not like '% %'
  union
  select r.shop, substring(r.search_text from p.at for 1), r.product_no
  from recent r
  join place p on p.at <= char_length(r.search_text)
  where ascii(substring(r.search_text from p.at for 1)) between 13312 and 40959
)
select n.shop, n.gram, n.product_no
from letters n
where not exists (
  select 1 from listing_gram g
  where g.shop = n.shop and g.gram = n.gram and g.product_no = n.product_no)
