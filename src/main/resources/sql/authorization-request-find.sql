select shop, browser, begun_by
from authorization_request
where state = :state
