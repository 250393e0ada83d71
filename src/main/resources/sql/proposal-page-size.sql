select count(*)
from proposal p
join listing l on l.shop = p.shop and l.product_no = p.product_no
where p.shop = :shop
  and p.state = :state
  and (p.state <> 'open' or l.content_hash = p.content_hash or l.state = 'incomplete')
  and (cast(:groupId as varchar) is null or p.group_id = cast(:groupId as varchar))
