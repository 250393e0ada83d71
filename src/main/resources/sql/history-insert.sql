insert into history (shop, product_no, at, kind, actor, text_ja, text_en, detail)
values (:shop, :productNo, :at, :kind, :actor, :textJa, :textEn, :detail)
