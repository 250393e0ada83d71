-- What a killed process left of it is taken for written.
insert into listing_gram (shop, gram, product_no)
select new.shop, new.gram, new.product_no
from (values (cast(:shop as varchar(64)), cast(:gram as varchar(2)), cast(:productNo as varchar(64)))) new (shop, gram, product_no)
where not exists (
  select 1 from listing_gram g
  where g.shop = new.shop and g.gram = new.gram and g.product_no = new.product_no)
