select p.group_id, max(p.group_name) as group_name, p.category_id, count(*) as products, min(p.product_no) as example
from proposal p
join listing l on l.shop = p.shop and l.product_no = p.product_no
where p.shop = :shop
  and p.state = 'open' and (l.content_hash = p.content_hash or l.state = 'incomplete')
  and p.group_id <> ''
  and p.category_id <> ''
  and coalesce(l.category_id, '') = ''
group by p.group_id, p.category_id
order by count(*) desc, p.group_id, p.category_id
fetch first 200 rows only
