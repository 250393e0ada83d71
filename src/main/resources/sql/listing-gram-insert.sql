insert into listing_gram (shop, gram, product_no)
values (:shop, :gram, :productNo)
