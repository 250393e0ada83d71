select s.product_no,
  min(case when e.field is null and s.stock is not null then s.stock_read_at end) as read_at,
  max(e.edited_at) as typed_at
from listing l
join sku s on s.shop = l.shop and s.product_no = l.product_no
left join listing_edit e on e.shop = s.shop and e.product_no = s.product_no and e.sku_no = s.sku_no and e.field = 'stock'
where (l.shop, l.product_no) in (:keys) and not s.retired
group by s.product_no
