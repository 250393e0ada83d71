select g.stage, g.code, g.kind, d.field, g.letters, d.message_ja, d.message_en, g.first_at, g.last_at
from (
  select stage, code, kind, count(*) as letters, max(id) as example, min(first_at) as first_at, max(last_at) as last_at
  from dead_letter
  where shop = :shop
    and status in (:statuses)
    and (cast(:stage as varchar) is null or stage = :stage)
    and (cast(:code as varchar) is null or code = :code)
    and (cast(:productNo as varchar) is null or product_no = :productNo)
    and (:anyId = true or id in (:ids))
  group by stage, code, kind
) g
join dead_letter d on d.id = g.example
order by g.letters desc, g.stage, g.code
