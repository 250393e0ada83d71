select d.snapshot
from listing l join listing_document d on d.shop = l.shop and d.product_no = l.product_no
where l.shop = :shop and l.product_no > :after and l.mapping_version <> :version
order by l.product_no
fetch first :size rows only
