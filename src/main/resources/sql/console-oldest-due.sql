select due_at
from listing
where shop = :shop and state = 'waiting' and selected = true
  and not (published_as_draft and send_as_draft and content_hash = published_hash)
order by state, selected, due_at
fetch first 1 rows only
