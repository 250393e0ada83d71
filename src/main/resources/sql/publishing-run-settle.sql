update publishing_run_item
set status = (
  select case
    when l.state in ('live', 'in-review') then 'SENT'
    when l.state = 'unknown-outcome' then 'UNKNOWN'
    when l.published_at >= (select r.started_at from publishing_run r where r.id = :id) then 'SENT'
    when l.state = 'waiting' and (l.published_as_draft and l.send_as_draft and l.content_hash = l.published_hash) then 'SENT'
    when l.state = 'waiting' and l.selected then 'WAITING'
    else 'REFUSED'
  end
  from listing l
  where l.shop = :shop and l.product_no = publishing_run_item.product_no
)
where run_id = :id and status in ('WAITING', 'UNKNOWN')
  and exists (select 1 from publishing_run r where r.id = :id and r.shop = :shop)
  and exists (select 1 from listing l where l.shop = :shop and l.product_no = publishing_run_item.product_no)
