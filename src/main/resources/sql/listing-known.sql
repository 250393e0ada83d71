select product_no, source_hash, mapping_version, missing
from listing
where (shop, product_no) in (:keys)
