update listing
set missing = :missing, version = version + 1
where (shop, product_no) in (:keys) and (missing is null or missing <> :missing)
