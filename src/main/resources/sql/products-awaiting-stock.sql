select s.product_no
from sku s join listing l on l.shop = s.shop and l.product_no = s.product_no
where s.shop = :shop and s.stock_read_at is null and not s.retired and l.missing is null
fetch first :size rows only
