update listing
set missing = null, version = version + 1
where shop = :shop and product_no in (:productNumbers) and missing is not null
