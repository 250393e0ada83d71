select shop, product_no, title, search_text, image_url, category_id, price_min, price_max, stock_total, sku_count, source_hash, mapping_version, state, state_code, state_reason_ja, state_reason_en, selected, send_as_draft, version, edit_version, generation, content_hash, published_hash, published_as_draft, remote_product_id, remote_status, remote_audit, remote_read_at, source_changed, missing, marks, causes, drift, imported_at, changed_at, published_at, priority, due_at, attempts
from listing
where (shop, product_no) in (:keys)
order by product_no
