-- Products, not lines: what happened to one several times is told once, by what it has come to.
select
  count(distinct case when h.kind = 'audit' and l.state = 'live' and not l.drift then h.product_no end) as went_live,
  count(distinct case when h.kind in ('audit', 'refused') and l.state in ('rejected', 'failed') then h.product_no end) as refused,
  count(distinct case when h.kind = 'changed' then h.product_no end) as changed,
  count(distinct case when h.kind = 'audit' and l.drift then h.product_no end) as drifted,
  count(distinct case when h.kind = 'category-changed' then h.product_no end) as demanded
from history h
join listing l on l.shop = h.shop and l.product_no = h.product_no
where h.shop = :shop and h.at >= :since and h.kind in ('audit', 'refused', 'changed', 'category-changed')
