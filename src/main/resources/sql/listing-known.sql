select l.product_no, l.source_hash, l.mapping_version, l.missing, y.mapped_on, y.map_again_on
from listing l
left join listing_day y on y.shop = l.shop and y.product_no = l.product_no
where (l.shop, l.product_no) in (:keys)
