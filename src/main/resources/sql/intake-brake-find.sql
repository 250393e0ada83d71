select altered, leaving, repriced, altered_sold, leaving_sold, repriced_sold, engaged_at
from intake_brake
where shop = :shop and subject = :subject
