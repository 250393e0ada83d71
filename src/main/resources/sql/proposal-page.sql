select p.product_no, p.state, p.fields, p.unanswered, p.group_id, p.group_name, p.category_id, p.reason_code, p.reason_ja, p.reason_en, p.answered_at, l.title, l.image_url, l.selected
from proposal p
join listing l on l.shop = p.shop and l.product_no = p.product_no
where p.shop = :shop
  and p.state = :state
  and (p.state <> 'open' or l.content_hash = p.content_hash or l.state = 'incomplete')
  and (cast(:groupId as varchar) is null or p.group_id = cast(:groupId as varchar))
order by p.product_no
offset :skip rows fetch first :size rows only
