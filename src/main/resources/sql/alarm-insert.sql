insert into alarm (shop, cause, code, text_ja, text_en, items, episode, raised_at, resolved_at)
values (:shop, :cause, :code, :textJa, :textEn, :items, 1, :now, null)
