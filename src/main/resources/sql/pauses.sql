select shop, stage, code, reason_ja, reason_en, paused_by, paused_at, until_at
from pause
where until_at is null or until_at > :now
order by shop, stage, until_at desc nulls first, paused_at desc
