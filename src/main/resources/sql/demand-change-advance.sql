update demand_change set after_no = :after where shop = :shop and category_id = :categoryId
