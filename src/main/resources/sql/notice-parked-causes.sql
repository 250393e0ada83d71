select shop, stage, code, count(*) as items, max(message_ja) as message_ja, max(message_en) as message_en
from dead_letter
where status in ('PARKED', 'REPLAYING')
group by shop, stage, code
order by shop, stage, code
