select shop, item
from crash
where stage = :stage and crashes >= 3
