select shop, min(due_at) as due_at
from listing
where state = 'waiting' and selected = true and due_at <= :now
group by shop
