select shop
from authorization_request
where state = :state
