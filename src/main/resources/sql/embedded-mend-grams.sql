delete from listing_gram g
where not exists (
  select 1 from listing l
  where l.shop = g.shop and l.product_no = g.product_no)
