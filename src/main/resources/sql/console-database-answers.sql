select count(*) from lease
