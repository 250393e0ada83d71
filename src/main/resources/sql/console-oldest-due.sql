select shop, min(due_at) as due_at
from listing
where state = 'waiting' and selected = true and due_at <= :now
  and not (published_as_draft and send_as_draft and content_hash = published_hash)
group by shop
