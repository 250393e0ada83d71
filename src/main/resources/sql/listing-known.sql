select product_no, source_hash, mapping_version, missing
from listing
where shop = :shop and product_no in (:productNumbers)
