select p.product_no
from proposal p
join listing l on l.shop = p.shop and l.product_no = p.product_no
where p.shop = :shop
  and p.product_no > :after
  and p.state = 'open' and (l.content_hash = p.content_hash or l.state = 'incomplete')
  and (cast(:groupId as varchar) is null or p.group_id = cast(:groupId as varchar))
order by p.product_no
fetch first :size rows only
