select l.product_no, l.priority, (
  select count(*) from listing q
  where q.shop = l.shop and q.state = 'waiting' and q.selected = true and q.missing is null and q.rank_at < l.rank_at
    and (q.priority = 3 or l.priority < 3)
    and not (q.published_as_draft and q.send_as_draft and q.content_hash = q.published_hash)) as ahead
from listing l
where l.shop = :shop and l.state = 'waiting' and l.selected = true and l.product_no in (:productNumbers)
