update alarm
set text_ja = :textJa, text_en = :textEn, items = :items
where shop = :shop and cause = :cause and resolved_at is null
