select product_no, sku_no, stock, stock_read_at, remote_sku_id, published_at, retired
from sku
where shop = :shop and product_no in (:productNumbers)
order by product_no, sku_no
