update listing_document
set reasons = :reasons
where shop = :shop and product_no = :productNo
