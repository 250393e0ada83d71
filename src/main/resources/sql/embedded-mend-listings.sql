delete from listing l
where not exists (
  select 1 from listing_document d
  where d.shop = l.shop and d.product_no = l.product_no)
