select s.product_no, s.sku_no, s.stock, s.stock_read_at, s.remote_sku_id, s.published_at, s.retired
from listing l join sku s on s.shop = l.shop and s.product_no = l.product_no
where (l.shop, l.product_no) in (:keys)
order by s.product_no, s.sku_no
