insert into tiktok_budget (shop)
values (:shop)
