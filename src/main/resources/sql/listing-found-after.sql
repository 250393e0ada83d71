-- As listing-matching-after, among the products that have these two letters.
select product_no
from (
  select product_no as found_no
  from listing_gram
  where shop = :shop and gram = :gram and product_no > :after) found
join listing on shop = :shop and product_no = found_no
where true
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
fetch first :size rows only
