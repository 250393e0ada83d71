select
  coalesce(sum(case when p.state = 'asking' then 1 else 0 end), 0) as asking,
  coalesce(sum(case when p.state = 'open' and (l.content_hash = p.content_hash or l.state = 'incomplete') then 1 else 0 end), 0) as opened,
  coalesce(sum(case when p.state = 'none' then 1 else 0 end), 0) as nothing,
  coalesce(sum(case when p.state = 'accepted' then 1 else 0 end), 0) as accepted,
  coalesce(sum(case when p.state = 'left' then 1 else 0 end), 0) as left_alone
from proposal p
join listing l on l.shop = p.shop and l.product_no = p.product_no
where p.shop = :shop
