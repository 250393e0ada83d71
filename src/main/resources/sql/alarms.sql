select shop, cause, code, text_ja, text_en, items, episode, raised_at, resolved_at
from alarm
order by shop, cause
