-- As listing-search-states, among the products that have these two letters.
select state, count(*) as counted, sum(case when selected then 1 else 0 end) as counted_selected,
  sum(case when remote_status in ('SELLER_DEACTIVATED', 'PLATFORM_DEACTIVATED') then 1 else 0 end) as stopped,
  sum(case when selected and remote_status in ('SELLER_DEACTIVATED', 'PLATFORM_DEACTIVATED') then 1 else 0 end) as stopped_selected
from (
  select product_no as found_no
  from listing_gram
  where shop = :shop and gram = :gram) found
join listing on shop = :shop and product_no = found_no
where true
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
group by state
