update listing
set missing = :missing, version = version + 1
where shop = :shop and product_no in (:productNumbers) and (missing is null or missing <> :missing)
