-- How many products have these letters, no further than it takes to tell a rare one from a common one.
select count(*)
from (
  select product_no
  from listing_gram
  where shop = :shop and gram = :gram
  fetch first :size rows only) found
