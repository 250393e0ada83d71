select product_no
from listing
where shop = :shop
  and product_no > :after
  and (cast(:state as varchar) is null or state = cast(:state as varchar))
  and (cast(:selected as boolean) is null or selected = cast(:selected as boolean))
  and (cast(:pattern as varchar) is null or search_text like cast(:pattern as varchar) escape '!')
  and (cast(:everyNumber as boolean) or product_no in (:productNumbers))
order by product_no
fetch first :size rows only
