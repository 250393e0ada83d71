select shop, product_no
from listing
where shop = :shop and remote_product_id = :remoteProductId
