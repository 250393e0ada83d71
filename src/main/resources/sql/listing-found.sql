-- As listing-search, among the products that have these two letters.
select l.shop, l.product_no, l.title, l.search_text, l.image_url, l.category_id, l.price_min, l.price_max, l.stock_total, l.sku_count, l.source_hash, l.mapping_version, l.state, l.state_code, l.state_reason_ja, l.state_reason_en, l.selected, l.send_as_draft, l.version, l.edit_version, l.generation, l.content_hash, l.published_hash, l.published_as_draft, l.remote_product_id, l.remote_status, l.remote_audit, l.remote_read_at, l.source_changed, l.missing, l.marks, l.causes, l.drift, l.imported_at, l.changed_at, l.published_at, l.priority, l.due_at, l.attempts
from (
  select shop, product_no
  from (
    select product_no as found_no
    from listing_gram
    where shop = :shop and gram = :gram) found
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
  order by
    case when :sort = 'title' then title end,
    case when :sort = '-title' then title end desc,
    case when :sort = 'price' then price_min end,
    case when :sort = '-price' then price_min end desc,
    case when :sort = 'stock' then stock_total end,
    case when :sort = '-stock' then stock_total end desc,
    case when :sort = 'changed' then changed_at end,
    case when :sort = '-changed' then changed_at end desc,
    case when :sort = '-product-no' then product_no end desc,
    product_no
  offset :skip rows fetch first :size rows only) k
join listing l on l.shop = k.shop and l.product_no = k.product_no
order by
  case when :sort = 'title' then l.title end,
  case when :sort = '-title' then l.title end desc,
  case when :sort = 'price' then l.price_min end,
  case when :sort = '-price' then l.price_min end desc,
  case when :sort = 'stock' then l.stock_total end,
  case when :sort = '-stock' then l.stock_total end desc,
  case when :sort = 'changed' then l.changed_at end,
  case when :sort = '-changed' then l.changed_at end desc,
  case when :sort = '-product-no' then l.product_no end desc,
  l.product_no
