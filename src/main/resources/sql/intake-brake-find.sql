select altered, engaged_at
from intake_brake
where shop = :shop and subject = :subject
