select id, way, subject, body, tries
from notice
where sent_at is null
  and given_up_at is null
  and due_at <= :now
  and (claimed_until is null or claimed_until < :now)
order by created_at, id
fetch first :size rows only
for update skip locked
