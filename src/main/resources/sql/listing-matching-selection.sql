select product_no
from listing
where shop = :shop
  and selected <> :on
  and (cast(:state as varchar) is null or state = cast(:state as varchar))
  and (cast(:selected as boolean) is null or selected = cast(:selected as boolean))
  and (cast(:only as varchar) is null or case cast(:only as varchar)
    when 'attention' then state in ('incomplete', 'rejected', 'failed', 'no-warehouse')
    when 'stopped' then coalesce(remote_status, '') in ('SELLER_DEACTIVATED', 'PLATFORM_DEACTIVATED')
    when 'on-sale' then state = 'live' and coalesce(remote_status, '') not in ('SELLER_DEACTIVATED', 'PLATFORM_DEACTIVATED')
    when 'drift' then drift
    when 'source-changed' then source_changed
    when 'hidden' then marks like '%hidden%'
    else false end)
  and (cast(:cause as varchar) is null or ' ' || causes || ' ' like cast(:cause as varchar) escape '!')
  and (cast(:pattern as varchar) is null or search_text like cast(:pattern as varchar) escape '!')
  and (cast(:pattern2 as varchar) is null or search_text like cast(:pattern2 as varchar) escape '!')
  and (cast(:pattern3 as varchar) is null or search_text like cast(:pattern3 as varchar) escape '!')
  and (cast(:pattern4 as varchar) is null or search_text like cast(:pattern4 as varchar) escape '!')
  and (cast(:everyNumber as boolean) or product_no in (:productNumbers))
order by product_no
for update
