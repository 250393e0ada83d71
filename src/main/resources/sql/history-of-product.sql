select at, kind, actor, text_ja, text_en, detail
from history
where shop = :shop and product_no = :productNo
order by at desc, id desc
fetch first :size rows only
