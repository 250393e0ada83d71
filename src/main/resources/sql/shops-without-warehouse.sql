select distinct shop
from listing
where state = 'no-warehouse'
