delete from listing_gram
where shop = :shop and gram = :gram and product_no = :productNo
