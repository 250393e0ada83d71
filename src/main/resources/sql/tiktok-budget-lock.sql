select shop
from tiktok_budget
where shop = :shop
for update
