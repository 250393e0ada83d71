select item, crashes
from crash
where stage = :stage and shop = :shop
