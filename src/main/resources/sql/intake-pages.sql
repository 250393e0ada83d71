select product_numbers
from intake_page
where run_id = :run
order by page
