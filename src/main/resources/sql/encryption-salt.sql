select salt
from encryption_salt
