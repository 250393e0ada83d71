delete from listing_document d
where not exists (
  select 1 from listing l
  where l.shop = d.shop and l.product_no = d.product_no)
