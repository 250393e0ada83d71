update alarm
set code = :code, text_ja = :textJa, text_en = :textEn, items = :items, episode = episode + 1, raised_at = :now, resolved_at = null
where shop = :shop and cause = :cause and resolved_at is not null
