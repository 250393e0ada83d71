select shop, product_no, title, search_text, image_url, category_id, price_min, price_max, stock_total, sku_count, source_hash, mapping_version, state, state_code, state_reason_ja, state_reason_en, selected, send_as_draft, version, generation, content_hash, published_hash, published_as_draft, remote_product_id, remote_status, remote_audit, remote_read_at, source_changed, missing, drift, imported_at, changed_at, published_at, priority, due_at, attempts
from listing
where shop = :shop
  and (cast(:state as varchar) is null or state = cast(:state as varchar))
  and (cast(:selected as boolean) is null or selected = cast(:selected as boolean))
  and (cast(:pattern as varchar) is null or search_text like cast(:pattern as varchar) escape '!')
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
offset :skip rows fetch first :size rows only
