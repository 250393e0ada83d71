delete from sku s
where not exists (
  select 1 from listing l
  where l.shop = s.shop and l.product_no = s.product_no)
