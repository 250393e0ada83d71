update listing_document
set published = null, remote = null
where shop = :shop and product_no = :productNo
