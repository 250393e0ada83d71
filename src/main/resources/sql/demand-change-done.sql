delete from demand_change where shop = :shop and category_id = :categoryId
