select product_no, snapshot, mapped, reasons, published, remote
from listing_document
where (shop, product_no) in (:keys)
