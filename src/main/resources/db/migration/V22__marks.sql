-- What staff see beside a product in the list without its documents being read, such as tax-assumed and hidden.
alter table listing add column marks varchar(200) default '' not null;
