update listing
set missing = null, version = version + 1
where (shop, product_no) in (:keys) and missing is not null
