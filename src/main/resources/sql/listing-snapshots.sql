select product_no, snapshot
from listing_document
where shop = :shop and product_no in (:productNumbers)
