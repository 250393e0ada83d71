select count(*)
from api_token
where name_folded = :folded
