update listing_document
set published = coalesce(cast(:published as varchar), published), remote = coalesce(cast(:remote as varchar), remote)
where shop = :shop and product_no = :productNo
