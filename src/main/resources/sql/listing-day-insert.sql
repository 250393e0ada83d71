insert into listing_day (shop, product_no, mapped_on, map_again_on)
values (:shop, :productNo, :mappedOn, :mapAgainOn)
