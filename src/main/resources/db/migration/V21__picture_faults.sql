-- Since when a picture's address shows the same fault; a fault of the moment counts only once it has lasted.
alter table image_source add problem_since timestamp(6) with time zone;
