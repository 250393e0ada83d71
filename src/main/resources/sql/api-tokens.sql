select id, name, scope, shops, made_by, made_at, expires_at, ended_by, ended_at, used_at
from api_token
order by made_at desc, id
