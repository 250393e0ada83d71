select state, count(*) as counted, sum(case when selected then 1 else 0 end) as counted_selected
from listing
where shop = :shop
  and (cast(:selected as boolean) is null or selected = cast(:selected as boolean))
  and (cast(:pattern as varchar) is null or search_text like cast(:pattern as varchar) escape '!')
  and (cast(:everyNumber as boolean) or product_no in (:productNumbers))
group by state
