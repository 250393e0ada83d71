select product_no, snapshot, mapped, reasons, published, remote
from listing_document
where shop = :shop and product_no in (:productNumbers)
