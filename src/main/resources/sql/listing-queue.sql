select product_no, rank_at, priority
from listing
where shop = :shop and state = 'waiting' and selected = true and missing is null
  and not (published_as_draft and send_as_draft and content_hash = published_hash)
